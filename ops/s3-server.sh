#!/usr/bin/env bash
# An S3 service for tests: Ceph's radosgw on loopback, everything in memory. Needs Debian's packages
# radosgw ceph-mon ceph-osd ceph-common.
#   ops/s3-server.sh start DIR   starts it and prints its endpoint, access key and secret, a line each
#   ops/s3-server.sh stop DIR    ends what start began and removes DIR
set -euo pipefail

usage() { sed -n '2,5p' "$0" >&2; exit 2; }

# Below the ports that the kernel gives to outgoing connections, one of which could be taken before the server binds.
free_port() {
    /usr/bin/python3 - <<'PYTHON'
import random, socket
while True:
    port = random.randrange(20000, 32000)
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
        print(port)
        break
    except OSError:
        pass
PYTHON
}

stop() {
    # Nothing in it is worth an orderly end, which each would wait for the others to give.
    for pidfile in "$1"/ceph-*.pid; do
        [ -f "$pidfile" ] && kill -KILL "$(cat "$pidfile")" 2>/dev/null || true
    done
    rm -rf "$1"
}

# What the caller has open besides stdin, stdout and stderr: the servers would keep it open for as long as they live.
close_inherited() {
    local descriptor
    for descriptor in /proc/"$BASHPID"/fd/*; do
        descriptor=${descriptor##*/}
        # 255 is the shell's own, for this script.
        if [ "$descriptor" -gt 2 ] && [ "$descriptor" -ne 255 ]; then eval "exec $descriptor>&-"; fi
    done
}

configuration() {
    cat <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon_initial_members = a
mon_host = v1:127.0.0.1:$2/0
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
mon_allow_pool_size_one = true
osd_crush_chooseleaf_type = 0
osd_crush_update_on_start = false
osd_class_update_on_start = false
osd_objectstore = memstore
memstore_device_bytes = 1073741824
run_dir = $1
admin_socket = $1/\$cluster-\$name.asok
log_file = $1/\$name.log
pid_file = $1/\$cluster-\$name.pid
mon_data = $1/mon
osd_data = $1/osd
osd_class_dir = /usr/lib/$(uname -m)-linux-gnu/rados-classes
mon_data_avail_warn = 1
mon_data_avail_crit = 1
[client]
rgw_data = $1/rgw
keyring = $1/keyring
CONF
}

start() {
    local folder=$1 port monitor number
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd)
    mkdir -p "$folder/mon" "$folder/osd" "$folder/rgw"
    trap 'tail -n 5 "$folder/start.log" >&2 || true; stop "$folder"' ERR
    port=$(free_port) monitor=$(free_port)
    configuration "$folder" "$monitor" >"$folder/ceph.conf"
    export CEPH_CONF=$folder/ceph.conf
    cd "$folder"
    (
        close_inherited
        ceph-authtool --create-keyring keyring --gen-key -n mon. --cap mon 'allow *'
        ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *'
        monmaptool --create --addv a "v1:127.0.0.1:$monitor/0" --fsid "$(sed -n 's/^fsid = //p' ceph.conf)" monmap
        ceph-mon --mkfs -i a --monmap monmap --keyring keyring
        ceph-mon -i a
        number=$(timeout 60 ceph osd create)
        ceph-osd -i "$number" --mkfs
        ceph-osd -i "$number"
        # By itself the store would look for its place in the map with a script of another package.
        timeout 60 ceph osd crush add "osd.$number" 1.0 host=localhost root=default
        # A user made while the gateway runs would not be known to it at once.
        timeout 120 radosgw-admin user create --uid=presswork --display-name=Presswork \
            --access-key=PRESSWORKTEST --secret-key=presswork-test-secret
        radosgw -n client.admin --rgw_frontends="beast endpoint=127.0.0.1:$port"
    ) >start.log 2>&1
    for _ in $(seq 150); do
        if curl --silent --output /dev/null --max-time 2 "http://127.0.0.1:$port/"; then
            printf '%s\n' "http://127.0.0.1:$port" PRESSWORKTEST presswork-test-secret
            return
        fi
        sleep 0.2
    done
    echo "the gateway did not answer within 30 s; see $folder/start.log" >&2
    return 1
}

[ $# -eq 2 ] || usage
case $1 in
start) start "$2" ;;
stop) stop "$2" ;;
*) usage ;;
esac
