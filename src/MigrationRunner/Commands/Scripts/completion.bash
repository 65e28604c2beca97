# Completion of clerk2workos in bash.
_clerk2workos() {
    local word=${COMP_WORDS[COMP_CWORD]} found
    found=$(clerk2workos "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
    [[ $word == -* ]] || found=$(grep -v '^-' <<<"$found")
    mapfile -t COMPREPLY < <(compgen -W "$found" -- "$word")
}
# Where nothing is found, files are.
complete -o bashdefault -o default -F _clerk2workos clerk2workos
