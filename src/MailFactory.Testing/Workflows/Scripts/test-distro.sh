# SIGTERM lets the build put its machines down and write its report before the job's own time is over.
arguments=(--distro "$MATRIX_DISTRO")
if [[ -n "$WANTED_CHECKS" ]]; then
  read -ra checks <<<"${WANTED_CHECKS//,/ }"
  arguments+=(--checks "${checks[@]}")
fi
if [[ "$WANTED_FRESH" == true ]]; then
  arguments+=(--fresh)
fi
timeout --signal=TERM --kill-after=5m "${STAGE_MINUTES}m" ./build.sh Test "${arguments[@]}"
