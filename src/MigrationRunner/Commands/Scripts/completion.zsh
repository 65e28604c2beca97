#compdef clerk2workos
# Completion of clerk2workos in zsh.
_clerk2workos() {
    local line="${(j: :)words[1,CURRENT]}"
    local -a found
    found=(${(f)"$(clerk2workos "[suggest:${#line}]" "$line" 2>/dev/null)"})
    [[ $PREFIX == -* ]] || found=(${found:#-*})
    found=(${(M)found:#${PREFIX}*})
    if (( $#found )); then
        compadd -a found
    else
        _files
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _clerk2workos "$@"
else
    compdef _clerk2workos clerk2workos
fi
