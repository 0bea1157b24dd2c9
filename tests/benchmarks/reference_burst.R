# Processor seconds that R's farringtonFlexible (surveillance) takes to test one week of one series, 160 weeks long.
suppressMessages(library(surveillance))
set.seed(1)
series <- sts(rnbinom(160, size = 5, mu = 6 * exp(0.003 * 1:160)), frequency = 52, start = c(2022, 1))
control <- list(range = 160, b = 2, w = 3, noPeriods = 10, pastWeeksNotIncluded = 4, trend = TRUE)
invisible(farringtonFlexible(series, control))
rounds <- 20
spent <- system.time(for (i in 1:rounds) farringtonFlexible(series, control))
cat((spent[["user.self"]] + spent[["sys.self"]]) / rounds, "\n")
