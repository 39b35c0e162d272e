# A throw-away PostgreSQL for one run of tests/run. Sourced by it; see there for `work`, `say` and `free_port`.
#
# The server refuses to run as root, so root hands it to another user. Its data, its socket and its log lie in the run's
# own folder. fsync stays on: what the tests prove about durability must be true of the real thing.

postgres_pid=

# The folder with the newest server's programs: Debian keeps them off the PATH.
postgres_bin() {
    local newest
    newest=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$newest" ]; then
        printf '%s\n' "$newest"
    elif command -v initdb >/dev/null; then
        dirname "$(readlink -f "$(command -v initdb)")"
    fi
}

# Runs a command as the user the server may run as; it replaces this shell, so that its pid is the server's.
postgres_exec() {
    if [ "$(id -u)" -ne 0 ]; then
        exec "$@"
    fi
    local user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    exec setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups "$@"
}

postgres_start() {
    local bin dir
    bin=$(postgres_bin)
    dir=$work/postgres
    mkdir "$dir"
    if [ "$(id -u)" -eq 0 ]; then
        chown "$(id -u postgres 2>/dev/null || id -u nobody)" "$dir"
    fi
    (cd "$dir" && postgres_exec "$bin/initdb" --pgdata="$dir/data" --username=desist --auth=trust \
        --encoding=UTF8 --locale=C --no-sync) >"$work/initdb.log" 2>&1 ||
        { cat "$work/initdb.log" >&2; fail "initdb failed"; }

    local try port
    for try in 1 2 3 4 5; do
        port=$(free_port)
        (cd "$dir" && postgres_exec "$bin/postgres" -D "$dir/data" -p "$port" \
            -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on -c full_page_writes=on \
            -c max_connections=200 -c timezone=UTC) </dev/null >"$work/postgres.log" 2>&1 &
        postgres_pid=$!
        disown "$postgres_pid" # No word about its end after the last line.
        if wait_for_line "$postgres_pid" "$work/postgres.log" 'database system is ready to accept connections'; then
            export TEST_POSTGRES_URL="postgres://desist@127.0.0.1:$port/postgres"
            say "PostgreSQL: $("$bin/postgres" --version | cut -d' ' -f3), $TEST_POSTGRES_URL"
            return
        fi
        postgres_stop # The port was taken between asking for it and using it; ask for another one.
    done
    cat "$work/postgres.log" >&2
    fail "PostgreSQL did not start ($try attempts)"
}

# SIGINT is PostgreSQL's fast shutdown: it waits for no client.
postgres_stop() {
    end_process "$postgres_pid" INT
    postgres_pid=
}
