# zsh completion of build.sh, for ~/.zshrc or once: eval "$(./build.sh --completion zsh)"

(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }

_nuke_build() {
  local line
  local -a candidates
  for line in "${(@f)$("${(Q)words[1]/#\~/$HOME}" --shell-completion "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ "$line" == :files* ]]; then
      compset -P '--*='
      _files
      return
    fi
    # _describe takes "word:meaning".
    [[ -z "$line" ]] || candidates+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  (( ! $#candidates )) || _describe 'build' candidates -M 'm:{a-zA-Z}={A-Za-z}'
}

compdef _nuke_build build.sh build.cmd
