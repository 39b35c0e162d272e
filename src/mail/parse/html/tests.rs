#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use super::text;
use super::token::Attributes;

fn shows(html: &str, expected: &str) {
    assert_eq!(text(html), expected, "{html}");
}

#[test]
fn mime_11_blocks_become_lines_and_white_space_one_space() {
    shows("<p>Hello\n  <b>you</b>,</p><p>stop&nbsp;it.</p>", "Hello you,\n\nstop it.\n");
    shows("one<br>two<br/><br>three", "one\ntwo\n\nthree\n");
    shows("<div>a<div>b</div></div><div>c</div>", "a\nb\nc\n");
    shows("<ul><li>one<li>two</ul>", "* one\n* two\n");
    shows("<table><tr><td>From:</td><td>Ana</td></tr><tr><td>To:<td>Bo</table>", "From: Ana\nTo: Bo\n");
    shows("<pre>a  b\n c</pre>", "a  b\n c\n");
    shows("<p style='margin:0'>a</p><p style='margin:0cm'>b</p>", "a\nb\n");
}

#[test]
fn entities_are_decoded_and_broken_ones_stay() {
    shows(
        "&lt;b&gt; &amp; &eacute;&#228;&#xE4; &#146; AT&T &nosuch; &#0; &amp",
        "<b> & éää ’ AT&T &nosuch; \u{fffd} &\n",
    );
}

#[test]
fn mime_11_hidden_text_is_not_read() {
    for hidden in [
        "<script>unsubscribe</script>",
        "<style>p{color:red} unsubscribe</style>",
        "<head><title>unsubscribe</title></head>",
        "<!-- unsubscribe -->",
        "<!--[if mso]><p>unsubscribe</p><![endif]-->",
        "<p style=\"display: none\">unsubscribe</p>",
        "<p style='DISPLAY:NONE !important'>unsubscribe</p>",
        "<p style='visibility:hidden'>unsubscribe</p>",
        "<span style='font-size:0'>unsubscribe</span>",
        "<span style='font-size:1px'>unsubscribe</span>",
        "<span style='opacity:0'>unsubscribe</span>",
        "<div hidden>unsubscribe</div>",
        "<div style='max-height:0;overflow:hidden'>unsubscribe</div>",
        "<div style='mso-hide:all'>unsubscribe</div>",
        "<font color=white>unsubscribe</font>",
        "<span style='color:#ffffff'>unsubscribe</span>",
        "<p style='color:#FEFEFE;background:#fff'>unsubscribe</p>",
        "<td bgcolor=#000><span style='color:rgb(0, 0, 0)'>unsubscribe</span></td>",
        "<div style='text-indent:-9999px'>unsubscribe</div>",
        "<div class='mc-preheader'>unsubscribe</div>",
        "<style>.x, .y {display:none}</style><p class=y>unsubscribe</p>",
        "<style>#n{font-size:0px}</style><p id=n>unsubscribe</p>",
        "<div style='display:none'><p>unsubscribe<div>unsubscribe</div></div>",
        "<template>unsubscribe</template>",
        "<p title='unsubscribe' style=display:none>unsubscribe</p>",
    ] {
        shows(&format!("<p>Hello</p>{hidden}<p>Bye</p>"), "Hello\n\nBye\n");
    }
}

#[test]
fn what_only_looks_hidden_is_read() {
    shows("<td style='font-size:0px'><div style='font-size:13px'>seen</div></td>", "seen\n");
    shows("<td bgcolor='#336699'><a style='color:#fff'>seen</a></td>", "seen\n");
    shows("<div style='background:url(x.png)'><b style='color:white'>seen</b></div>", "seen\n");
    shows("<style>@media (max-width:9px){.m{display:none}}</style><p class=m>seen</p>", "seen\n");
    shows("<div style='height:0'>seen</div>", "seen\n");
    shows("<p style='display:none'>not</p>seen", "seen\n");
}

#[test]
fn quotes_become_marked_lines_and_an_indent_does_not() {
    shows(
        "<div>Stop</div><blockquote type=cite>You<br>wrote<blockquote>before</blockquote></blockquote>end",
        "Stop\n\n> You\n> wrote\n>\n>> before\n\nend\n",
    );
    shows("<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>Stop</blockquote>", "Stop\n");
    shows("Stop<hr>From: Ana", "Stop\n________________________________\nFrom: Ana\n");
}

#[test]
fn broken_html_still_reads() {
    shows("a < b and <3 and </> c", "a < b and <3 and c\n");
    shows("<p>open <b>bold", "open bold\n");
    shows("text<!-- never closed", "text\n");
    shows("text<a href=\"never closed>", "text\n");
    shows("<a title='a>b'>link</a></b></table></p>x", "link\nx\n");
    assert_eq!(text(""), "");
}

#[test]
fn mime_10_hostile_html_is_read_in_linear_time() {
    for piece in [
        "<div>",
        "<",
        "<!--",
        "<a b='",
        "&",
        "<blockquote>x",
        "</div>",
        "<style>",
        "<p>a",
        "&#",
        "<b style='a:b;",
        "{",
        "<table>",
    ] {
        let html = piece.repeat(200_000);
        assert!(text(&html).len() < 60_000_000, "{piece}");
    }
}

#[test]
fn attributes_are_found_in_every_spelling() {
    let found = Attributes::of(" a=1 B = \"two\" c='th&amp;ree' hidden d=e/f");
    for (name, value) in [("a", "1"), ("b", "two"), ("c", "th&ree"), ("hidden", ""), ("d", "e/f")] {
        assert_eq!(found.get(name).as_deref(), Some(value), "{name}");
    }
    assert!(found.has("HIDDEN") && !found.has("e"));
}
