//! The identity of an app, on the wire and in the store.

use std::fmt;

/// The longest `skill_id` or `app_id`, in characters.
const LONGEST_ID: usize = 128;

/// An app: the pair of a skill and one of its apps.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AppId {
    skill_id: String,
    app_id: String,
}

/// An id that cannot be a topic, a path segment and a file name at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("skill_id and app_id must be 1 to 128 characters of A-Z a-z 0-9 . _ : -")]
pub struct InvalidId;

impl AppId {
    /// Takes both ids, each 1 to 128 characters of `A-Z a-z 0-9 . _ : -`.
    pub fn new(skill_id: &str, app_id: &str) -> Result<Self, InvalidId> {
        if !is_word(skill_id) || !is_word(app_id) {
            return Err(InvalidId);
        }
        Ok(Self {
            skill_id: skill_id.to_owned(),
            app_id: app_id.to_owned(),
        })
    }

    /// The skill's id.
    #[must_use]
    pub fn skill_id(&self) -> &str {
        &self.skill_id
    }

    /// The app's id within its skill.
    #[must_use]
    pub fn app_id(&self) -> &str {
        &self.app_id
    }

    /// The wire name, `skill_id + "_" + app_id`; two pairs may share one, so the store refuses the
    /// second.
    #[must_use]
    pub fn munged(&self) -> String {
        format!("{}_{}", self.skill_id, self.app_id)
    }
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.skill_id, self.app_id)
    }
}

/// Whether it is 1 to 128 characters of `A-Z a-z 0-9 . _ : -`, and no way up in a path.
pub(crate) fn is_word(id: &str) -> bool {
    // Two dots are a way up in a path, whatever the characters beside them.
    (1..=LONGEST_ID).contains(&id.len())
        && id != "."
        && !id.contains("..")
        && id.bytes().all(is_id_byte)
}

/// Whether it can be a munged id: two ids with an underscore between.
pub(crate) fn is_munged(id: &str) -> bool {
    (1..=2 * LONGEST_ID + 1).contains(&id.len()) && id.bytes().all(is_id_byte)
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b':' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_topic_a_path_segment_and_a_file_name() {
        for good in ["ovos-skill.author", "a", "A_b:c-9", &"x".repeat(128)] {
            assert!(AppId::new(good, "app").is_ok(), "{good}");
        }
        for bad in [
            "",
            "a/b",
            "..",
            "a..b",
            ".",
            "a b",
            "größe",
            "a\n",
            "a#b",
            &"x".repeat(129),
        ] {
            assert_eq!(AppId::new(bad, "app"), Err(InvalidId), "{bad}");
            assert_eq!(AppId::new("skill", bad), Err(InvalidId), "{bad}");
        }
    }

    #[test]
    fn the_munged_id_joins_both() {
        let app = AppId::new("skill", "app").unwrap();
        assert_eq!(app.munged(), "skill_app");
        assert_eq!(app.to_string(), "skill_app");
    }

    proptest::proptest! {
        #[test]
        fn any_text_that_is_an_id_is_safe_in_a_path(text in "(?s).{0,140}") {
            if let Ok(app) = AppId::new(&text, "app") {
                let munged = app.munged();
                let path = std::path::Path::new("/qr").join(&munged);
                proptest::prop_assert_eq!(path.parent(), Some(std::path::Path::new("/qr")));
                let url = url::Url::parse(&format!("http://h/auth/callback/{munged}")).unwrap();
                proptest::prop_assert_eq!(url.path(), format!("/auth/callback/{munged}"));
                proptest::prop_assert!(url.query().is_none() && url.fragment().is_none());
            }
        }
    }
}
