//! JSON as text that anybody can read: a line for each name, what is inside moved in.

use serde_json::Value;

/// The outline of a value; a text is itself.
pub fn outline(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::String(text) => out.push_str(text),
        value => write(value, 0, &mut out),
    }
    out.trim_end().to_owned()
}

fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| line(&format!("{name}:"), value, depth, out));
        }
        Value::Array(items) => items.iter().for_each(|value| line("-", value, depth, out)),
        scalar => out.push_str(&format!("{}{}\n", "  ".repeat(depth), plain(scalar, depth))),
    }
}

fn line(name: &str, value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Value::Object(inner) if !inner.is_empty() => {
            out.push_str(&format!("{indent}{name}\n"));
            write(value, depth + 1, out);
        }
        Value::Array(inner) if !inner.is_empty() => {
            out.push_str(&format!("{indent}{name}\n"));
            write(value, depth + 1, out);
        }
        scalar => out.push_str(&format!("{indent}{name} {}\n", plain(scalar, depth + 1))),
    }
}

/// A scalar; the further lines of a text are moved in as it is.
fn plain(value: &Value, depth: usize) -> String {
    match value {
        Value::String(text) => text.trim_end().replace('\n', &format!("\n{}", "  ".repeat(depth))),
        Value::Null => "–".to_owned(),
        Value::Object(_) | Value::Array(_) => "–".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_name_and_value_stands_on_a_line_of_its_own() {
        let value = json!({"name": "Ana", "orders": [{"id": 7, "note": "two\nlines"}], "none": null, "empty": []});
        let expected = "empty: –\nname: Ana\nnone: –\norders:\n  -\n    id: 7\n    note: two\n      lines";
        assert_eq!(outline(&value), expected);
        assert_eq!(outline(&json!("as it is")), "as it is");
        assert_eq!((outline(&json!(5)), outline(&Value::Null)), ("5".into(), "–".into()));
    }
}
