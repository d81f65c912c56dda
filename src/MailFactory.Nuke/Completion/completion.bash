# bash completion of build.sh, for ~/.bashrc or once: eval "$(./build.sh --completion bash)"

_nuke_build() {
  local command=${COMP_WORDS[0]/#\~/$HOME} word line
  local -a words=()
  # bash takes "--name=value" for three words; "--name value" means the same.
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    [[ "$word" == "=" ]] || words+=("$word")
  done
  word=${COMP_WORDS[COMP_CWORD]}
  if [[ "$word" == "=" ]]; then
    word=''
    words+=('')
  fi

  COMPREPLY=()
  while IFS= read -r line; do
    if [[ "$line" == :files* ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do
        COMPREPLY+=("$line")
      done < <(compgen -f -- "$word")
    else
      COMPREPLY+=("${line%%$'\t'*}")
    fi
  done < <("$command" --shell-completion "${words[@]}" 2>/dev/null)
}

complete -F _nuke_build build.sh build.cmd
