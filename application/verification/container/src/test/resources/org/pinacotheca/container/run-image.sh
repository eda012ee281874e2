#!/bin/sh
# Runs the program of an image as a container's runtime does: run-image.sh ROOT DATA USER COMMAND... with the image's
# environment. Called in namespaces of its own (mounts, network, processes). The root file system is read-only with /tmp,
# only DATA is written to, as /data. Says what it saw in lines of the form name=value.
set -eu
root=$1 data=$2 user=$3
shift 3

ip link set lo up
mount --make-rprivate /
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount --bind "$data" "$root/data"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for device in null zero random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done

inside() {
  setpriv --no-new-privs chroot --userspec="$user" --groups= "$root" "$@"
}
say() {
  printf '%s=%s\n' "$1" "$2"
}

say written "$(inside /bin/sh -c 'for at in /opt/pinacotheca /tmp /data; do (: >$at/probe) 2>/dev/null && echo $at; done' | tr '\n' ' ')"
rm -f "$root/data/probe"

# Not by the function, which would be a process of its own between this one and the server.
setpriv --no-new-privs chroot --userspec="$user" --groups= "$root" "$@" serve >"$data/../out" 2>"$data/../log" &
server=$!
for _ in $(seq 600); do
  url=$(sed -n 's/^Pinacotheca listening on //p' "$data/../out")
  [ -z "$url" ] && kill -0 "$server" 2>/dev/null && sleep 0.1 || break
done
say url "$url"
[ -n "$url" ] || { cat "$data/../log"; exit 1; }
url=http://127.0.0.1:${url##*:}
say uids "$(sed -n 's/^Uid:\t//p' "$root/proc/$server/status" | tr '\t' ' ')"
say capabilities "$(sed -n 's/^CapEff:\t//p' "$root/proc/$server/status")"
inside "$@" health >/dev/null && say health well || say health ill

# A picture goes through the native codec, which is unpacked before it is used.

member=$(inside "$@" admin members add --nickname olivia --json | sed -n 's/.*"UserID" *: *\([0-9]*\).*/\1/p')
key=$(inside "$@" admin applications add --name Program --json | sed -n 's/.*"ApiKey" *: *"\([^"]*\)".*/\1/p')
token=$(inside "$@" admin tokens add --user "$member" --api-key "$key" --scope profile_gallery --json |
  sed -n 's/.*"access_token" *: *"\([^"]*\)".*/\1/p')
post() {
  curl -s -o /dev/null -w '%{http_code}' "$url/v1/Pictures/$1" -H "Authorization: bearer $token" \
    -H 'Content-Type: application/json' -d "$2"
}
say album "$(post CreateAlbum '{"Name": "Album"}')"
gif=R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=
say picture "$(post AddPictures "{\"AlbumID\": 1, \"Pictures\": [{\"Image\": \"$gif\"}]}")"
thumb=$(curl -s "$url/v1/Pictures/GetAlbums?UserID=$member" -H "Authorization: bearer $token" |
  sed -n 's/.*"ThumbUrl":"\([^"]*\)".*/\1/p')
say media "$(curl -s -o /dev/null -w '%{http_code}' "$url/media/${thumb#*/media/}")"
say modes "$(stat -c %a "$root"/data/gallery "$root"/data/gallery/database "$root"/data/gallery/master-key | tr '\n' ' ' | sed 's/ $//')"
say warnings "$(grep -c 'Others may use' "$data/../log" || :)"
say images "$(sed -n 's/.*images: //p' "$data/../log")"

kill -TERM "$server"
status=0
wait "$server" || status=$?
say exit "$status"
inside "$@" health 2>/dev/null && say healthAfterwards well || say healthAfterwards ill
