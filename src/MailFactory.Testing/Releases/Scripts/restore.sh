#!/bin/sh
# Makes a bootable disk of the files of a release, which have to lie in one folder with this script, once all of them are
# proven. Needs a POSIX shell and sha256sum (or shasum).
set -eu
unset CDPATH

name=@NAME@
user=@USER@
label=@LABEL@

usage() {
    cat <<END
usage: sh $name.restore.sh [--output FILE] [--ssh-key FILE] [--public-key FILE] [--signer FINGERPRINT] [--expand] [--verify-only] [--no-signature]
  --output FILE         the disk to write, $name.qcow2 in this folder unless given; an existing file is not replaced
  --ssh-key FILE        also writes FILE's public SSH key to a seed CD ($name.seed.iso), which lets you in as $user
  --public-key FILE     the signer's public key (gpg: exported or keyring; minisign, cosign: the .pub file)
  --signer FINGERPRINT  the signer's key, all of its fingerprint; gpg has to know the key, or find it in --public-key
  --expand              writes an uncompressed disk, for QEMU before 5.1 (needs qemu-img 5.1)
  --verify-only         proves the files and writes nothing
  --no-signature        continues without proving a signature that is there
END
}

# Not echo, in which dash reads backslashes: paths may have them.
say() { printf '%s\n' "$1"; }

fail() {
    say "$name.restore.sh: $1" >&2
    exit "${2:-1}"
}

has() { command -v "$1" >/dev/null 2>&1; }

output='' ssh_key='' public_key='' signer='' expand=false verify_only=false signature=true
while [ $# -gt 0 ]; do
    case $1 in
    --output | --ssh-key | --public-key | --signer)
        [ $# -gt 1 ] || fail "$1 needs a value" 3
        case $1 in
        --output) output=$2 ;;
        --ssh-key) ssh_key=$2 ;;
        --signer) signer=$2 ;;
        *) public_key=$2 ;;
        esac
        shift
        ;;
    --expand) expand=true ;;
    --verify-only) verify_only=true ;;
    --no-signature) signature=false ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && fail "unknown: $1" 3 ;;
    esac
    shift
done

# Files given are the caller's, the release's lie beside this script.
absolute() {
    case $1 in
    '' | /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$PWD" "$1" ;;
    esac
}
output=$(absolute "$output") ssh_key=$(absolute "$ssh_key") public_key=$(absolute "$public_key")
cd "$(dirname -- "$0")"
[ -n "$output" ] || output=$PWD/$name.qcow2
[ -z "$ssh_key" ] || [ -r "$ssh_key" ] || fail "cannot read $ssh_key" 3
[ -z "$public_key" ] || [ -r "$public_key" ] || fail "cannot read $public_key" 3
signer=$(printf '%s' "$signer" | tr -d ' ' | tr '[:lower:]' '[:upper:]')
case ${#signer}:$signer in
0:) ;;
*:*[!0-9A-F]*) fail "--signer: $signer is no fingerprint, which is 40 or 64 hexadecimal digits" 3 ;;
40:* | 64:*) ;;
*) fail "--signer: $signer is not all of a fingerprint, which is 40 or 64 hexadecimal digits" 3 ;;
esac

if has sha256sum; then
    digest() { sha256sum | cut -d' ' -f1; }
elif has shasum; then
    digest() { shasum -a 256 | cut -d' ' -f1; }
else
    fail "neither sha256sum nor shasum is installed" 2
fi

sums=$name.SHA256SUMS
[ -r "$sums" ] || fail "$sums is not here: fetch all files of the release whose names begin with $name"

# gpg ends well for keys that have expired or were revoked, and for every key that it knows: what counts are its status
# lines (doc/DETAILS of GnuPG).
judge_gpg() {
    good='' bad='' fingerprint='' primary='' owner='' hash=''
    while read -r mark word rest; do
        [ "$mark" = '[GNUPG:]' ] || continue
        case $word in
        GOODSIG) good="${good}1" owner=${rest#* } ;;
        VALIDSIG)
            # shellcheck disable=SC2086
            set -- $rest
            fingerprint=$1 hash=${8:-0} primary=${10:-$1}
            ;;
        EXPSIG) bad='the signature has expired' ;;
        EXPKEYSIG) bad="the key of its signer has expired: ${rest#* }" ;;
        REVKEYSIG) bad="the key of its signer was revoked: ${rest#* }" ;;
        BADSIG) bad='it is not a signature of this file' ;;
        ERRSIG | NO_PUBKEY) bad="${bad:-its key is not known: ${rest%% *}}" ;;
        esac
    done <<END
$1
END
    [ -z "$bad" ] || fail "$sums.asc is no good signature of $sums: $bad"
    if [ "$good" != 1 ] || [ -z "$fingerprint" ]; then
        fail "$sums.asc is no good signature of $sums by one known key"
    fi
    case $hash in
    1 | 2 | 3) fail "$sums.asc is made with a digest that can be forged (number $hash of OpenPGP)" ;;
    esac
    if [ -n "$signer" ] && [ "$signer" != "$fingerprint" ] && [ "$signer" != "$primary" ]; then
        fail "$sums.asc is by another signer: $primary ($owner)"
    fi
    if [ -z "$signer$public_key" ]; then
        fail "$sums.asc is by $primary ($owner), one of the keys that gpg knows; say --signer $primary if the makers of the release publish that fingerprint" 3
    fi
}

verify_gpg() {
    has gpg || fail "gpg is not installed; --no-signature continues without it" 2
    if [ -z "$public_key" ]; then
        judge_gpg "$(gpg --batch --status-fd 1 --verify "$sums.asc" "$sums" 2>/dev/null || true)"
        return
    fi
    home=$(mktemp -d)
    gpg --homedir "$home" --batch --quiet --import "$public_key" 2>/dev/null || { rm -rf "$home" && fail "$public_key is no OpenPGP key" 3; }
    status=$(gpg --homedir "$home" --batch --status-fd 1 --verify "$sums.asc" "$sums" 2>/dev/null || true)
    gpgconf --homedir "$home" --kill all 2>/dev/null || true
    rm -rf "$home"
    judge_gpg "$status"
}

verify_minisign() {
    has minisign || fail "minisign is not installed; --no-signature continues without it" 2
    [ -n "$public_key" ] || fail "$sums.minisig needs --public-key FILE" 3
    minisign -Vqm "$sums" -x "$sums.minisig" -p "$public_key" || fail "$sums.minisig is no good signature of $sums"
}

verify_cosign() {
    has cosign || fail "cosign is not installed; --no-signature continues without it" 2
    [ -n "$public_key" ] || fail "$sums.sigstore.json needs --public-key FILE" 3
    cosign verify-blob --key "$public_key" --bundle "$sums.sigstore.json" "$sums" || fail "$sums.sigstore.json is no good signature of $sums"
}

signed=''
for kind in asc:gpg minisig:minisign sigstore.json:cosign; do
    if [ -e "$sums.${kind%%:*}" ] && $signature; then
        "verify_${kind##*:}"
        signed=${kind##*:}
        [ -z "$signer" ] || [ "$signed" = gpg ] || fail "--signer is for gpg, and the signature is by $signed" 3
    fi
done
if [ "$signed" = gpg ]; then
    say "$sums: good signature (gpg) by $owner, fingerprint $primary"
elif [ -n "$signed" ]; then
    say "$sums: good signature ($signed) by the key in $public_key"
elif ! $signature; then
    say "$sums: the signature was not looked at, as you asked"
else
    [ -z "$public_key$signer" ] || fail "a signer was given and $sums has no signature beside it"
    say "$sums: not signed; its digests show damage, not who made the files"
fi

# Each file, then the whole; the digest of the joined image is the last word on the order of its parts.
parts='' image=''
while read -r expected file; do
    case $file in
    '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._-]*) fail "$sums names '$file', which is no plain file name" ;;
    "$name.qcow2")
        image=$expected
        continue
        ;;
    "$name.qcow2.part"*) parts="$parts $file" ;;
    esac
    [ -r "$file" ] || fail "$file is missing"
    [ "$(digest <"$file")" = "$expected" ] || fail "$file is damaged: its SHA-256 is not the one in $sums"
    say "$file: ok"
done <"$sums"
if [ -z "$parts" ] || [ -z "$image" ]; then
    fail "$sums lists no image"
fi
$verify_only && exit 0

[ ! -e "$output" ] || fail "$output exists already" 3
partial=$output.partial
trap 'rm -f "$partial" "$partial.expanded"' EXIT
# Names without blanks, in the order of the list.
# shellcheck disable=SC2086
cat $parts >"$partial"
[ "$(digest <"$partial")" = "$image" ] || fail "the joined image is not the one that was released"
if $expand; then
    has qemu-img || fail "--expand needs qemu-img" 2
    qemu-img convert -f qcow2 -O qcow2 "$partial" "$partial.expanded"
    mv "$partial.expanded" "$partial"
fi
mv "$partial" "$output"
say "$output: ready to boot"

if [ -n "$ssh_key" ]; then
    case $(cat "$ssh_key") in
    *'PRIVATE KEY'*) fail "$ssh_key is a private key; give the public one" 3 ;;
    esac
    folder=$(mktemp -d)
    cp "$ssh_key" "$folder/authorized_keys"
    seed=${output%.qcow2}.seed.iso
    made=''
    for tool in 'xorriso -as mkisofs' genisoimage mkisofs; do
        if has "${tool%% *}"; then
            $tool -quiet -V "$label" -J -r -o "$seed" "$folder"
            made=yes
            break
        fi
    done
    rm -rf "$folder"
    [ -n "$made" ] || fail "none of xorriso, genisoimage, mkisofs is installed to write the seed CD" 2
    say "$seed: lets $user in with $ssh_key, once"
    # The machine type it was installed on: Linux names network cards by their place, and the image knows that name.
    say "  qemu-system-x86_64 -M q35 -accel kvm -accel tcg -cpu max -m 2048 -drive file=$output,if=virtio -cdrom $seed -nic user,model=virtio-net-pci,hostfwd=tcp:127.0.0.1:2222-:22"
    say "  ssh -p 2222 $user@127.0.0.1"
fi
