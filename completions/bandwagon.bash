# bash completion of bandwagon and bandwagond. It asks the program itself (--help), so it knows every command and option there is.

# What the --help of a command offers: "_bandwagon_offers PROGRAM [COMMAND...]".
_bandwagon_offers() {
    "$@" --help 2>/dev/null | awk '
        /^Subcommands:/ { commands = 1; next }
        commands && /^  [a-z]/ { print $1 }
        !commands && /^  -/ { gsub(",", " "); for (i = 1; i <= NF && $i ~ /^-/; i++) print $i }'
}

# The words that the --help of a command names as formats.
_bandwagon_formats() {
    "$@" --help 2>/dev/null | awk '
        /^  --format/ { on = 1; sub(/^ *--format [A-Z]+ */, "") }
        on && (/^  -/ || /^$/) { exit }
        on { gsub(/[(),]/, " "); for (i = 1; i <= NF; i++) if ($i ~ /^[a-z]+$/ && $i !~ /^(or|and|default|the)$/) print $i }'
}

_bandwagon() {
    local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local path=("$program") word i offers
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --config | --db) ((i++)) ;;
        -*) ;;
        *) if _bandwagon_offers "${path[@]}" | grep -qx -- "$word"; then path+=("$word"); fi ;;
        esac
    done
    case $previous in
    --config | --db | --output) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "$(_bandwagon_formats "${path[@]}")" -- "$current"); return ;;
    esac
    offers=$(_bandwagon_offers "${path[@]}")
    [[ ${#path[@]} -eq 1 ]] || offers+=$'\n--config\n--db'
    [[ $current == -* ]] || offers=$(grep -v '^-' <<<"$offers")
    mapfile -t COMPREPLY < <(compgen -W "$offers" -- "$current")
    [[ ${#COMPREPLY[@]} -gt 0 || $current == -* || ${#path[@]} -lt 2 ]] || mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _bandwagon bandwagon bandwagond
