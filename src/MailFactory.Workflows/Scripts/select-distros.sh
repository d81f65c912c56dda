# Chooses the distros: those asked for, else the default matrix; and the runner: self-hosted where its label is configured.
declare -A entries
known=() wanted=()
read -ra wanted <<<"${WANTED_DISTROS//,/ }"
if ((${#wanted[@]} == 0)); then
  wanted=(all)
fi
usual=()
while read -r distro family keys medium place; do
  known+=("$distro")
  entries[$distro]="{\"distro\":\"$distro\",\"family\":\"$family\",\"keys\":\"$keys\",\"medium\":\"$medium\"}"
  if [[ "$place" != default ]]; then
    continue
  elif [[ "$medium" == account && "$HAS_ACCOUNT" != true ]]; then
    echo "::notice::$distro is left out: its medium needs an account, and there is no secret RHSM_OFFLINE_TOKEN"
  else
    usual+=("$distro")
  fi
done <<<"$CATALOGUE"

chosen=()
for name in "${wanted[@]}"; do
  if [[ "$name" == all ]]; then
    chosen+=("${usual[@]}")
  elif [[ "$name" =~ ^[a-z][a-z0-9-]*$ && -n "${entries[$name]:-}" ]]; then
    chosen+=("$name")
  else
    printf '::error::unknown distro %q; known are: %s, all\n' "$name" "${known[*]}"
    exit 1
  fi
done

names=() matrix=''
for name in "${chosen[@]}"; do
  if [[ " ${names[*]} " != *" $name "* ]]; then
    names+=("$name")
    matrix+="${matrix:+,}${entries[$name]}"
  fi
done
if ((${#names[@]} == 0)); then
  echo "::error::no distro is left"
  exit 1
fi

hosted=true runner='["ubuntu-latest"]' minutes=$HOSTED_MINUTES
if [[ -n "$KVM_LABEL" && "$WANTED_HOSTED" != true ]]; then
  if [[ ! "$KVM_LABEL" =~ ^[A-Za-z0-9._-]+$ ]]; then
    echo "::error::the variable KVM_RUNNER_LABEL is one label: letters, digits, dots, dashes and underscores"
    exit 1
  fi
  hosted=false runner="[\"self-hosted\",\"linux\",\"x64\",\"$KVM_LABEL\"]" minutes=$SELF_HOSTED_MINUTES
fi

{
  echo "matrix={\"include\":[$matrix]}"
  echo "distros=${names[*]}"
  echo "runner=$runner"
  echo "hosted=$hosted"
  echo "minutes=$minutes"
  echo "job-minutes=$((minutes + SPARE_MINUTES))"
  echo "week=$(date -u +%G-W%V)"
} >>"$GITHUB_OUTPUT"
echo "${#names[@]} distros on $runner: ${names[*]}"
