// Looks at pages as a browser shows them: screenshots at 360 and 1280 px, light and dark; axe-core; overflow; scripts' complaints.
// No part of ctest, because it needs what is no Debian package:
//     npm install axe-core html-validate puppeteer-core && apt-get install chromium
//     node tests/pages/look.mjs OUT_FOLDER digest.html site/index.html …; npx html-validate digest.html 'site/**/*.html'
// Exit 1: a page is wider than the screen, heavier than 200 KB, violates a rule of axe, or complained.
import fs from "fs";
import path from "path";
import { createRequire } from "module";

const require = createRequire(path.join(process.cwd(), "x.js"));
const puppeteer = require("puppeteer-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , out, ...files] = process.argv;
const mostBytes = 200 * 1024;

async function look(browser, file, width, scheme) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", message => faults.push("console: " + message.text()));
  page.on("pageerror", error => faults.push("error: " + error));
  page.on("dialog", dialog => { faults.push("dialog"); dialog.dismiss(); });
  page.on("request", request => request.url().startsWith("file:") || faults.push("request: " + request.url()));
  await page.setBypassCSP(true);  // for axe; the page's own scripts are few enough to read
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.setViewport({ width, height: 800 });
  await page.goto("file://" + path.resolve(file));
  await page.screenshot({ path: path.join(out, `${path.basename(file, ".html")}-${width}-${scheme}.png`), fullPage: true });
  if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) faults.push("wider than the screen");
  if (fs.statSync(file).size > mostBytes) faults.push("heavier than 200 KB");
  await page.evaluate(axe);
  faults.push(...await page.evaluate(async () => (await axe.run({ preload: false })).violations.map(found => `axe ${found.id}: ${found.nodes[0].html}`)));
  await page.close();
  return faults;
}

fs.mkdirSync(out, { recursive: true });
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"], headless: true });
let bad = 0;
for (const file of files)
  for (const width of [360, 1280])
    for (const scheme of ["light", "dark"])
      for (const fault of await look(browser, file, width, scheme)) {
        console.log(`${file} at ${width} px, ${scheme}: ${fault}`);
        bad = 1;
      }
await browser.close();
process.exit(bad);
