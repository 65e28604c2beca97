# Completion of clerk2workos in fish.
function __clerk2workos_found
    set -l line (commandline -cp)
    set -l word (commandline -ct)
    set -l found (clerk2workos "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
    string match -q -- '-*' "$word"; or set found (string match -v -- '-*' $found)
    set found (string match -- "$word*" $found)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$word"
    end
end
complete -c clerk2workos -f -a '(__clerk2workos_found)'
