#!/bin/sh
# Double-click in the Finder: a window opens, Kontor starts, the browser follows.
here=$(cd "$(dirname "$0")" && pwd)
for start in "$here/kontor-start" "$here/../kontor-start"; do
  if [ -f "$start" ]; then exec sh "$start"; fi
done
echo "The file kontor-start has to lie beside this one." >&2
exit 1
