# A throw-away Dovecot for one run of tests/run: a mailbox server nobody here wrote. Sourced by tests/run; see there for
# `work`, `say` and `free_port`. It shows the mailboxes that Postfix delivers to (see postfix.sh).
#
# Configuration, sockets, data and log lie in the run's own folder; /etc/dovecot is not read. It needs root, because
# Dovecot changes users itself. Everybody's password is "secret"; box1 to box9 are the mailboxes. OAuth 2 tokens are
# JSON Web Tokens signed with the key "test-only-token-key".
#
#   $TEST_IMAP       127.0.0.1:PORT, plain and STARTTLS
#   $TEST_IMAPS      127.0.0.1:PORT, TLS from the first byte, with tests/support/test-only-cert.pem

dovecot_pid=

dovecot_configure() {
    local dir=$1 plain=$2 tls=$3
    cat >"$dir/dovecot.conf" <<CONF
base_dir = $dir/run
state_dir = $dir/state
log_path = $dir/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$root/tests/support/test-only-cert.pem
ssl_key = <$root/tests/support/test-only-key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_format = %Ln
first_valid_uid = 1
mail_uid = postfix
mail_gid = postfix
mail_location = maildir:$work/postfix/inbox/box/%n
default_internal_user = dovecot
default_login_user = dovenull
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=secret
}
userdb {
  driver = static
  args = home=$dir/home/%n
}
service imap-login {
  inet_listener imap {
    port = $plain
  }
  inet_listener imaps {
    port = $tls
    ssl = yes
  }
}
CONF
    cat >"$dir/oauth2.conf" <<CONF
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$dir/keys/
username_attribute = sub
CONF
    mkdir -p "$dir/keys/default/HS256"
    # The key named "default" of the issuer "default", in base64.
    printf 'dGVzdC1vbmx5LXRva2VuLWtleQ==' >"$dir/keys/default/HS256/default"
}

dovecot_start() {
    local dir=$work/dovecot try plain tls
    mkdir -p "$dir/run" "$dir/state" "$dir/home"
    chmod 755 "$dir"
    chown postfix "$dir/home"
    for try in 1 2 3 4 5; do
        plain=$(free_port)
        tls=$(free_port)
        dovecot_configure "$dir" "$plain" "$tls"
        dovecot -F -c "$dir/dovecot.conf" </dev/null >"$work/dovecot.log" 2>&1 &
        dovecot_pid=$!
        disown "$dovecot_pid"
        if wait_for_port "$dovecot_pid" "$plain"; then
            export TEST_IMAP="127.0.0.1:$plain" TEST_IMAPS="127.0.0.1:$tls"
            say "Dovecot: $(dovecot --version | cut -d' ' -f1), imap://$TEST_IMAP"
            return
        fi
        dovecot_stop
    done
    cat "$work/dovecot.log" "$dir/log" >&2
    fail "Dovecot did not start ($try attempts)"
}

dovecot_stop() {
    end_process "$dovecot_pid" TERM
    dovecot_pid=
}
