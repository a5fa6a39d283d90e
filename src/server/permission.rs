//! What a granted scope permits, as people read it.

use std::collections::BTreeMap;

use super::scope::{EVERY_TOKEN, TOKEN};
use crate::words::Words;

/// The names of apps that people know, by their munged ids.
pub(crate) type AppNames = BTreeMap<String, String>;

/// One thing that a program may do.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Permission {
    /// What it says.
    pub(crate) text: String,
    /// The munged id of the app that it calls by name: names are chosen by skills.
    pub(crate) id: Option<String>,
    /// Whether that is the scope itself, which nobody has put into words.
    pub(crate) is_word: bool,
}

impl Permission {
    /// What a scope permits, in its order. Every token makes naming some of them idle.
    pub(crate) fn list(words: Words, scope: &str, names: &AppNames) -> Vec<Self> {
        let has_all = has_all(scope);
        let is_idle = |word: &&str| has_all && app(word).is_some();
        let all = scope.split(' ').filter(|word| !is_idle(word));
        all.map(|word| Self::of(words, word, names)).collect()
    }

    fn of(words: Words, word: &str, names: &AppNames) -> Self {
        let called = app(word).and_then(|id| Some((id, names.get(id)?)));
        let text = match app(word) {
            Some(id) => {
                let name = called.map_or(id, |(_, name)| name.as_str());
                words.say_with("activate-token", &[("app", name)])
            }
            None if word == EVERY_TOKEN => words.say("activate-token-all"),
            None => word.to_owned(),
        };
        Self {
            is_word: text == word,
            id: called.map(|(id, _)| id.to_owned()),
            text,
        }
    }
}

/// Whether a scope opens every token, also of apps to come.
pub(crate) fn has_all(scope: &str) -> bool {
    scope.split(' ').any(|word| word == EVERY_TOKEN)
}

/// Whether a scope opens a token.
pub(crate) fn has_token(scope: &str) -> bool {
    has_all(scope) || apps(scope).next().is_some()
}

/// The munged ids of the apps whose tokens a scope names.
pub(crate) fn apps(scope: &str) -> impl Iterator<Item = &str> {
    scope.split(' ').filter_map(app)
}

/// The munged id in the scope of one token.
fn app(word: &str) -> Option<&str> {
    let id = word.strip_prefix(TOKEN)?;
    (!id.is_empty() && word != EVERY_TOKEN).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn said(scope: &str) -> Vec<(String, bool)> {
        let names = AppNames::from([("spotify_main".to_owned(), "Spotify".to_owned())]);
        let list = Permission::list(Words::of(Language::En), scope, &names);
        let pairs = list.into_iter().map(|it| (it.text, it.is_word));
        pairs.collect()
    }

    #[test]
    fn tokens_are_said_by_the_name_of_their_app_and_other_words_stand_as_they_are() {
        let use_it = |app: &str| (format!("Use your connection to {app}"), false);
        let word = |word: &str| (word.to_owned(), true);
        assert_eq!(
            said("token:spotify_main status token:skill_x token: x"),
            [
                use_it("Spotify"),
                word("status"),
                use_it("skill_x"),
                word("token:"),
                word("x")
            ]
        );
        assert!(!has_all("token:spotify_main token:**"));
    }

    #[test]
    fn every_token_stands_for_each() {
        let all = (
            "Use all your connections, also those to come".to_owned(),
            false,
        );
        let status = ("status".to_owned(), true);
        assert_eq!(said("token:spotify_main token:* status"), [all, status]);
        assert!(has_all("status token:*"));
    }
}
