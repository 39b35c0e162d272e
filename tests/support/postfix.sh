# A throw-away Postfix for one run of tests/run: a mail server nobody here wrote. Sourced by tests/run; see there for
# `work`, `say` and `free_port`.
#
# Configuration, queue, data and log lie in the run's own folder; /etc/postfix is not read and the system's mail service
# is not touched. It needs root, because Postfix changes users itself. It takes mail on one loopback port and knows:
#
#   anything@inbox.example    delivered, one file each, into $TEST_SMTP_MAILDIR/new
#   refused@inbox.example     550 at RCPT
#   later@inbox.example       451 at RCPT
#   box1@box.example to box9  delivered into that mailbox, which Dovecot shows (see dovecot.sh)
#   anything@lmtp.example     handed over by LMTP to $TEST_LMTP, where one test at a time listens; XFORWARD says who
#                             brought it
#   anything@NAME.pipe.example  piped to the program $TEST_PIPES/NAME as user nobody, with sender and recipient
#   anything else             554 (it relays nothing)
#
# $TEST_SENDMAIL is its sendmail command. Mail that is put off is tried again after a second.

postfix_pid=

postfix_configure() {
    local dir=$1 port=$2 daemons # $3: the port for LMTP
    daemons=$(postconf -dh daemon_directory)
    cat >"$dir/etc/main.cf" <<MAIN
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
daemon_directory = $daemons
command_directory = $(postconf -dh command_directory)
shlib_directory = $(postconf -dh shlib_directory)
meta_directory = $(postconf -dh meta_directory)
mail_owner = postfix
setgid_group = postdrop
maillog_file = $dir/log/mail.log
maillog_file_prefixes = $dir/log
myhostname = mail.inbox.example
mydestination =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
transport_maps = regexp:$dir/etc/transport
relay_domains = regexp:$dir/etc/relay
lmtp_send_xforward_command = yes
ingest_destination_recipient_limit = 1
biff = no
smtputf8_enable = yes
disable_dns_lookups = yes
default_transport = error:5.7.1 this server relays nothing
relay_transport = error:5.7.1 this server relays nothing
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions =
    check_recipient_access inline:{
        { refused@inbox.example = 550 5.1.1 no such person here },
        { later@inbox.example = 451 4.7.1 come back later } }
virtual_mailbox_domains = inbox.example, box.example
virtual_mailbox_base = $dir/inbox
virtual_mailbox_maps = texthash:$dir/etc/mailboxes, regexp:$dir/etc/everybody
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
virtual_minimum_uid = 1
MAIN
    sed "s/LMTP/$3/" >"$dir/etc/transport" <<'MAP'
/@lmtp\.example$/ lmtp:inet:127.0.0.1:LMTP
/\.pipe\.example$/ ingest:
MAP
    printf '/(^lmtp|\\.pipe)\\.example$/ OK\n' >"$dir/etc/relay"
    printf '/@inbox\\.example$/ Maildir/\n' >"$dir/etc/everybody"
    printf 'box%s@box.example box/box%s/\n' 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 >"$dir/etc/mailboxes"
    cat >"$dir/ingest" <<'PIPE'
#!/bin/sh
name=${2#*@}
exec "${0%/*}/pipes/${name%%.*}" "$1" "$2"
PIPE
    chmod 755 "$dir/ingest"
    cat >"$dir/etc/master.cf" <<MASTER
127.0.0.1:$port inet n - n - - smtpd
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
verify    unix  - - n - 1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - - proxymap
showq     unix  n - n - - showq
error     unix  - - n - - error
retry     unix  - - n - - error
virtual   unix  - n n - - virtual
lmtp      unix  - - n - - lmtp
ingest    unix  - n n - - pipe flags=q null_sender= user=nobody argv=$dir/ingest \${sender} \${recipient}
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
MASTER
}

postfix_start() {
    local dir=$work/postfix daemons try port lmtp
    daemons=$(postconf -dh daemon_directory)
    mkdir -p "$dir/etc" "$dir/queue" "$dir/data" "$dir/log" "$dir/inbox/box" "$dir/pipes"
    chown postfix "$dir/data" "$dir/inbox" "$dir/inbox/box"
    for try in 1 2 3 4 5; do
        port=$(free_port)
        lmtp=$(free_port)
        postfix_configure "$dir" "$port" "$lmtp"
        # Makes the queue's folders with their owners, as an installation does.
        postfix -c "$dir/etc" check >"$work/postfix.log" 2>&1 || { cat "$work/postfix.log" >&2; fail "postfix check failed"; }
        : >"$dir/log/mail.log"
        "$daemons/master" -c "$dir/etc" -d </dev/null >>"$work/postfix.log" 2>&1 &
        postfix_pid=$!
        disown "$postfix_pid"
        if wait_for_port "$postfix_pid" "$port"; then
            export TEST_SMTP="127.0.0.1:$port" TEST_SMTP_MAILDIR="$dir/inbox/Maildir"
            printf '#!/bin/sh\nexec sendmail -C "%s" "$@"\n' "$dir/etc" >"$dir/sendmail"
            chmod 755 "$dir/sendmail"
            export TEST_SENDMAIL=$dir/sendmail TEST_PIPES=$dir/pipes TEST_LMTP=127.0.0.1:$lmtp
            say "Postfix: $(postconf -dh mail_version), smtp://$TEST_SMTP"
            return
        fi
        postfix_stop
    done
    cat "$work/postfix.log" "$dir/log/mail.log" >&2
    fail "Postfix did not start ($try attempts)"
}

# On SIGTERM the master ends its own children too.
postfix_stop() {
    end_process "$postfix_pid" TERM
    postfix_pid=
}
