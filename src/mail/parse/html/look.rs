//! Whether text can be seen: what an element inherits and what its attributes and styles change.
//!
//! Some ways of hiding hold for everything inside (`display:none`), others a child may undo (a font size, a colour):
//! newsletters set `font-size:0` on a frame and a real size on the text in it, so those are inherited, not final.

use super::sheet::Sheet;
use super::token::Attributes;

type Colour = [u8; 3];

const WHITE: Colour = [255; 3];
const BLACK: Colour = [0; 3];
const LINK: Colour = [0, 0, 238];

/// How text inside an element looks.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// Not displayed, and nothing inside can be.
    gone: bool,
    /// `visibility`
    invisible: bool,
    /// Letters of no size.
    tiny: bool,
    /// `None`: not known.
    colour: Option<Colour>,
    ground: Option<Colour>,
}

impl Default for Look {
    fn default() -> Self {
        Self { gone: false, invisible: false, tiny: false, colour: Some(BLACK), ground: Some(WHITE) }
    }
}

impl Look {
    /// Whether a reader sees text of this look.
    pub(super) fn is_shown(&self) -> bool {
        let blends = matches!((self.colour, self.ground), (Some(text), Some(ground)) if distance(text, ground) < 12);
        !(self.gone || self.invisible || self.tiny || blends)
    }

    /// The look of an element inside this one.
    pub(super) fn of(mut self, name: &str, attributes: &Attributes<'_>, sheet: &Sheet) -> Self {
        self.gone |= matches!(name, "head" | "template" | "datalist" | "audio" | "video" | "canvas" | "math");
        self.gone |= attributes.has("hidden");
        if name == "a" {
            self.colour = Some(LINK);
        }
        self.attributes(attributes);
        for class in attributes.get("class").unwrap_or_default().split_ascii_whitespace() {
            self.gone |= is_preheader(class);
            self.styles(sheet.class(class));
        }
        self.styles(attributes.get("id").map_or("", |id| sheet.id(&id)));
        self.styles(&attributes.get("style").unwrap_or_default());
        self
    }

    fn attributes(&mut self, attributes: &Attributes<'_>) {
        if let Some(value) = attributes.get("color") {
            self.colour = colour(&value);
        }
        if let Some(value) = attributes.get("bgcolor") {
            self.ground = colour(&value);
        }
        if attributes.has("background") {
            self.ground = None;
        }
    }

    fn styles(&mut self, styles: &str) {
        let mut clipped = (false, false);
        for (property, value) in declarations(styles) {
            match property.as_str() {
                "overflow" => clipped.0 = value == "hidden",
                "max-height" | "height" | "max-width" | "width" => clipped.1 |= is_zero(&value),
                _ => self.style(&property, &value),
            }
        }
        self.gone |= clipped == (true, true);
    }

    fn style(&mut self, property: &str, value: &str) {
        match property {
            "display" => self.gone |= value == "none",
            "mso-hide" => self.gone |= value == "all",
            "opacity" => self.gone |= number(value).is_some_and(|opacity| opacity < 0.05),
            "visibility" => self.invisible = matches!(value, "hidden" | "collapse"),
            "font-size" => {
                self.tiny = is_zero(value) || value.ends_with("px") && number(value).is_some_and(|n| n < 2.0)
            }
            "text-indent" | "left" | "top" | "margin-left" => self.gone |= number(value).is_some_and(|n| n < -900.0),
            "color" => self.colour = if value == "transparent" { self.ground } else { colour(value) },
            "background" | "background-color" => self.background(value),
            _ => {}
        }
    }

    fn background(&mut self, value: &str) {
        if !matches!(value, "none" | "transparent" | "inherit" | "initial") {
            self.ground = value.split_ascii_whitespace().find_map(colour).filter(|_| !value.contains("url("));
        }
    }
}

/// The teaser that mail lists show beside a subject and that the letter itself hides.
fn is_preheader(class: &str) -> bool {
    let class = class.to_ascii_lowercase().replace(['-', '_'], "");
    class.contains("preheader") || class.contains("previewtext")
}

/// A paragraph set without space around it: a line.
pub(super) fn has_no_margin(attributes: &Attributes<'_>) -> bool {
    let style = attributes.get("style").unwrap_or_default();
    declarations(&style)
        .any(|(property, value)| matches!(property.as_str(), "margin" | "margin-top") && starts_at_zero(&value))
}

fn starts_at_zero(value: &str) -> bool {
    value.split_ascii_whitespace().next().is_some_and(is_zero)
}

/// A blockquote that only indents: editors write one for "increase indent", with its border taken off.
pub(super) fn is_indent(attributes: &Attributes<'_>) -> bool {
    let style = attributes.get("style").unwrap_or_default();
    let marked = attributes.has("type") || attributes.has("cite") || attributes.has("class");
    !marked && declarations(&style).any(|(property, value)| property == "border" && value.starts_with("none"))
}

/// `property: value` pairs, in lower case, without `!important`.
pub(super) fn declarations(styles: &str) -> impl Iterator<Item = (String, String)> {
    styles.split(';').take(200).filter_map(|one| {
        let (property, value) = one.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.split('!').next().unwrap_or_default().trim();
        Some((property.trim().to_ascii_lowercase(), value.to_owned()))
    })
}

fn number(value: &str) -> Option<f32> {
    let end = value.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-')).unwrap_or(value.len());
    value[..end].parse().ok()
}

fn is_zero(value: &str) -> bool {
    number(value).is_some_and(|n| n.abs() < 0.01)
}

fn distance(a: Colour, b: Colour) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

/// A colour by hexadecimal digits, `rgb()`, or one of the names that hide text; others are not known.
fn colour(value: &str) -> Option<Colour> {
    let value = value.trim().to_ascii_lowercase();
    match value.as_str() {
        "white" => Some(WHITE),
        "black" | "windowtext" => Some(BLACK),
        text if text.starts_with("rgb") => components(text),
        text => hexadecimal(text.strip_prefix('#').unwrap_or(text)),
    }
}

fn components(text: &str) -> Option<Colour> {
    let inside = text.split_once('(')?.1.split_once(')')?.0;
    let mut parts = inside.split([',', ' ', '/']).filter(|part| !part.is_empty());
    let mut next = || parts.next()?.parse().ok();
    Some([next()?, next()?, next()?])
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let digits: Vec<u8> =
        digits.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    match digits.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [a, b, c, d, e, f] => Some([a * 16 + b, c * 16 + d, e * 16 + f]),
        _ => None,
    }
}
