#!/bin/sh
# Makes a folder that holds hostward with a Java of its own, packs it, and tries it out:
#
#   image.sh JAVA_HOME FOLDER VERSION LICENSE
#
# FOLDER holds hostward and hostward.jar. It gets image/hostward-VERSION, that as a tar.gz, and a
# .deb where there is dpkg-deb.
set -eu
java_home=$1
folder=$2
version=$3
license=$4

# What the programs in the jar use of Java; java.desktop is none of it.
modules=java.base,java.logging,java.management,java.naming,java.sql,java.xml,jdk.crypto.ec,jdk.net,jdk.unsupported

system=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
name=hostward-$version
image=$folder/image/$name
archive=$folder/$name-$system.tar.gz

rm -rf "$folder/image"
mkdir -p "$image"
"$java_home/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files \
  --no-man-pages --output "$image/runtime"
"$image/runtime/bin/java" -Xshare:dump > /dev/null 2>&1
# The archive of classes is good for a jar of this age alone.
cp -p "$folder/hostward.jar" "$image/hostward.jar"
cp "$folder/hostward" "$image/hostward"
cp "$license" "$image/LICENSE"
"$image/hostward" --prepare > /dev/null

tar -C "$folder/image" -czf "$archive" "$name"

# On a machine without Java, in another folder, whose name has a blank. From 25 on, Java takes the
# archive of classes there too, and is asked to say if it does not.
trial="$folder/image/a trial"
strict=
for file in "$image"/hostward-*.aot; do
  [ ! -e "$file" ] || strict=-XX:AOTMode=on
done
mkdir "$trial"
tar -C "$trial" -xzf "$archive"
echo 'a few bytes' > "$trial/file"
env -i PATH=/nowhere HOSTWARD_JAVA_OPTS="$strict" "$trial/$name/hostward" --version
env -i PATH=/nowhere HOSTWARD_JAVA_OPTS="$strict" "$trial/$name/hostward" upload --lab "$trial/file" '[vmstore] trial/' 2> /dev/null
rm -rf "$trial"

if command -v dpkg-deb > /dev/null; then
  root=$folder/image/deb
  mkdir -p "$root/opt" "$root/usr/bin" "$root/DEBIAN"
  cp -a "$image" "$root/opt/hostward"
  rm -f "$root"/opt/hostward/hostward-*
  ln -s /opt/hostward/hostward "$root/usr/bin/hostward"
  cat > "$root/DEBIAN/control" << END
Package: hostward
Version: $(printf '%s' "$version" | tr -- - '~')
Architecture: $(dpkg --print-architecture)
Maintainer: Hostward
Depends: libc6, zlib1g
Section: admin
Priority: optional
Description: Uploads files to VMware datastores by the shortest path
 vCenter only says which hosts mount the datastore; the bytes go straight to one of them.
END
  # The archive of classes belongs to the folder in which it is made.
  printf '#!/bin/sh\n/opt/hostward/hostward --prepare > /dev/null || true\n' > "$root/DEBIAN/postinst"
  printf '#!/bin/sh\nrm -f /opt/hostward/hostward-*.jsa /opt/hostward/hostward-*.aot\n' > "$root/DEBIAN/prerm"
  chmod 755 "$root/DEBIAN/postinst" "$root/DEBIAN/prerm"
  dpkg-deb --build --root-owner-group -Zgzip "$root" "$folder/$name-$system.deb" > /dev/null
  rm -rf "$root"
fi
du -sh "$image"
ls -lh "$folder" | awk -v name="$name-$system" 'index($9, name) { print $5, $9 }'
