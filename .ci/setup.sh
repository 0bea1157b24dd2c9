# shellcheck shell=bash
# Shared by ./quickstart and ./check: steps with times, quiet commands, missing packages, parallel jobs. To be sourced.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# say WORDS: a message to the person at the terminal.
say() { printf '%s\n' "$*" >&2; }

# die WORDS: say what is wrong and what to do, and stop.
die() {
    say "$(basename "$0"): $*"
    exit 1
}

# step WORDS: begin the next numbered step of $steps, which the sourcing script sets.
steps=0
step() {
    step_number=$((${step_number:-0} + 1))
    say "[$step_number/$steps] $* (${SECONDS} s)"
}

# log_folder NAME: build/NAME, made if need be; everything that is built or logged goes below build/.
log_folder() {
    if ! { mkdir -p "$root/build/$1" 2>/dev/null && [ -w "$root/build/$1" ]; }; then
        die "cannot write in $root/build; run this as the owner of the checkout, or remove build/ first"
    fi
    printf '%s' "$root/build/$1"
}

# quietly LOG COMMAND...: run a command with its output in LOG; shown only when the command fails.
quietly() {
    local log=$1
    shift
    if ! "$@" >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        die "failed: $* (whole output: $log)"
    fi
}

# packages KIND...: the names in .ci/packages.txt for these kinds.
packages() {
    local kind
    for kind in "$@"; do
        awk -v kind="$kind" '$1 == kind { print $2 }' "$root/.ci/packages.txt"
    done
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# as_root COMMAND...: run as root, directly or by sudo. Status 1 with nothing run when neither is possible.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

may_become_root() {
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

# install_missing LOG KIND...: install the Debian packages of these kinds that are not there yet.
install_missing() {
    local log=$1 name missing=()
    shift
    if ! command -v dpkg >/dev/null || ! command -v apt-get >/dev/null; then
        say "    This is no Debian: install the counterparts of these packages if the build asks for them:"
        say "    $(packages "$@" | tr '\n' ' ')"
        return 0
    fi
    for name in $(packages "$@"); do
        is_installed "$name" || missing+=("$name")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return 0
    fi
    if ! may_become_root; then
        die "these packages are missing, and neither root nor sudo is at hand: ${missing[*]}
Install them as root, then run this again:
    apt-get update && apt-get install --no-install-recommends -y ${missing[*]}"
    fi
    say "    installing ${missing[*]}"
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120
        install --no-install-recommends -y "${missing[@]}")
    if ! as_root "${install[@]}" >"$log" 2>&1; then
        quietly "$log" as_root apt-get -o DPkg::Lock::Timeout=120 update
        quietly "$log" as_root "${install[@]}"
    fi
}

# jobs_here: compilers that fit into the processors and the free memory (1 GB each).
jobs_here() {
    local processors memory
    processors=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1000000) }' /proc/meminfo)
    if [ "$memory" -lt 1 ]; then memory=1; fi
    if [ "$processors" -lt "$memory" ]; then echo "$processors"; else echo "$memory"; fi
}
