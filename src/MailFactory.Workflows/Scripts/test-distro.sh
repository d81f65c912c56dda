# SIGTERM lets the build put its machines down and write its report before the job's own time is over.
arguments=(--distro "$MATRIX_DISTRO")
if [[ -n "$WANTED_CHECKS" ]]; then
  read -ra checks <<<"${WANTED_CHECKS//[,$'\n']/ }"
  # A word that is no check could be a parameter.
  for check in "${checks[@]}"; do
    if [[ ! "$check" =~ ^[A-Za-z]+(-[A-Za-z0-9]+)*$ ]]; then
      printf '::error::%q is no conformance check; they look like SMTP-01\n' "$check"
      exit 1
    fi
  done
  if ((${#checks[@]} > 0)); then
    arguments+=(--checks "${checks[@]}")
  fi
fi
if [[ -n "$WANTED_PROVISIONER" ]]; then
  if [[ ! "$WANTED_PROVISIONER" =~ ^[a-z]+(-[a-z]+)*$ ]]; then
    printf '::error::%q is no provisioner; there are packages and mail-factory\n' "$WANTED_PROVISIONER"
    exit 1
  fi
  arguments+=(--provisioner "$WANTED_PROVISIONER")
fi
if [[ -n "$WANTED_PARTS" ]]; then
  read -ra parts <<<"${WANTED_PARTS//[,$'\n']/ }"
  for part in "${parts[@]}"; do
    if [[ ! "$part" =~ ^[a-z]+$ ]]; then
      printf '::error::%q is no part of a mail server; there are sieve, quota, spam and virus\n' "$part"
      exit 1
    fi
    # Alone, "all" could be the name of a target.
    arguments+=("--parts=$part")
  done
fi
if [[ "$WANTED_FRESH" == true ]]; then
  arguments+=(--fresh)
fi
timeout --signal=TERM --kill-after=5m "${STAGE_MINUTES}m" ./build.sh Test "${arguments[@]}"
