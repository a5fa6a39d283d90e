//! The languages that there are messages in, and how one is chosen.

use unic_langid::LanguageIdentifier;

/// Declares the languages, so that none can be left out of a list.
macro_rules! languages {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $direction:literal;)*) => {
        /// A language.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Language {
            $($(#[$doc])* $name,)*
        }

        impl Language {
            /// Every language.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code of ISO 639-1.
            #[must_use]
            pub(crate) fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// The direction of its script, as HTML names it.
            #[must_use]
            pub(crate) fn direction(self) -> &'static str {
                match self {
                    $(Self::$name => $direction,)*
                }
            }

            /// The messages as they stand in their file.
            pub(super) fn text(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../assets/locale/", $code, ".ftl")),)*
                }
            }
        }
    };
}

languages! {
    /// English, which stands in for what another language lacks.
    En = "en", "ltr";
    /// German.
    De = "de", "ltr";
    /// French.
    Fr = "fr", "ltr";
    /// Spanish.
    Es = "es", "ltr";
    /// Italian.
    It = "it", "ltr";
    /// Dutch.
    Nl = "nl", "ltr";
    /// Portuguese.
    Pt = "pt", "ltr";
    /// Catalan.
    Ca = "ca", "ltr";
    /// Danish.
    Da = "da", "ltr";
    /// Polish.
    Pl = "pl", "ltr";
    /// Swedish.
    Sv = "sv", "ltr";
    /// Galician.
    Gl = "gl", "ltr";
    /// Basque.
    Eu = "eu", "ltr";
    /// Russian.
    Ru = "ru", "ltr";
    /// Ukrainian.
    Uk = "uk", "ltr";
}

impl Language {
    /// The language as Fluent names it.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        // Without one, numbers would be counted by no language's rules; every code is one.
        self.code().parse().unwrap_or_default()
    }

    /// The language of a tag such as `pt-BR`, or of a locale such as `pt_BR.UTF-8`.
    #[must_use]
    pub(crate) fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_', '.', '@']).next()?;
        let is_it = |language: &Self| language.code().eq_ignore_ascii_case(code);
        Self::ALL.iter().copied().find(is_it)
    }

    /// The language that a browser likes best, by the header `Accept-Language` (RFC 9110 section
    /// 12.5.4); `None` if it likes none of them.
    #[must_use]
    pub(crate) fn from_accept_language(header: &str) -> Option<Self> {
        let mut best = None;
        for range in header.split(',') {
            let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight = weight
                .trim()
                .trim_start_matches("q=")
                .parse()
                .unwrap_or(0.0);
            let Some(language) = Self::parse(tag) else {
                continue;
            };
            // Of equals the first counts, and 0 means "not this one".
            if weight > best.map_or(0.0, |(_, most)| most) {
                best = Some((language, weight));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_locales_are_read_by_their_first_part() {
        for tag in ["de", "DE", "de-AT", "de_DE.UTF-8", "de@euro", " de "] {
            assert_eq!(Language::parse(tag), Some(Language::De), "{tag}");
        }
        for tag in ["", "C", "POSIX", "C.UTF-8", "deu", "xx-DE", "*"] {
            assert_eq!(Language::parse(tag), None, "{tag}");
        }
    }

    #[test]
    fn a_browser_gets_the_language_that_it_likes_best() {
        let accepted = Language::from_accept_language;
        assert_eq!(accepted("de-DE,de;q=0.9,en;q=0.8"), Some(Language::De));
        assert_eq!(accepted("en-US,en;q=0.9,de;q=0.8"), Some(Language::En));
        assert_eq!(accepted("en;q=0.5, de;q=0.7"), Some(Language::De));
        assert_eq!(accepted("ja, de;q=0.1"), Some(Language::De));
        assert_eq!(accepted("de, en"), Some(Language::De));
        for none in ["", "*", "ja", "de;q=0", "de;q=x", "de;q=-1", ";;,,q"] {
            assert_eq!(accepted(none), None, "{none}");
        }
    }
}
