//! What people read and hear, in their language: Fluent messages from `assets/locale`.

#[cfg(test)]
mod complete;
mod language;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub(crate) use self::language::Language;

/// The messages of one language.
type Messages = FluentBundle<FluentResource>;

/// The messages of one language, with English for what it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Words(Language);

impl Words {
    /// The words of a language.
    #[must_use]
    pub(crate) const fn of(language: Language) -> Self {
        Self(language)
    }

    /// Their language.
    #[must_use]
    pub(crate) fn language(self) -> Language {
        self.0
    }

    /// The message of this id.
    #[must_use]
    pub(crate) fn say(self, id: &str) -> String {
        self.find(id, None)
    }

    /// The message of this id, with values that are taken as they are: nothing in them is a message.
    #[must_use]
    pub(crate) fn say_with(self, id: &str, values: &[(&str, &str)]) -> String {
        let values = values
            .iter()
            .map(|(name, value)| (*name, FluentValue::String((*value).into())));
        self.find(id, Some(&values.collect()))
    }

    /// The message of this id about `count` things, which each language counts by its own rules.
    #[must_use]
    pub(crate) fn say_count(self, id: &str, count: u32) -> String {
        let count = FluentValue::from(count);
        self.find(id, Some(&FluentArgs::from_iter([("count", count)])))
    }

    fn find(self, id: &str, values: Option<&FluentArgs<'_>>) -> String {
        [self.0, Language::En]
            .into_iter()
            .find_map(|language| format(messages(language), id, values))
            .unwrap_or_else(|| {
                // A test finds ids without a message; a person is better served by the id than by
                // nothing.
                tracing::error!(id, "there is no such message");
                id.to_owned()
            })
    }
}

fn format(messages: &Messages, id: &str, values: Option<&FluentArgs<'_>>) -> Option<String> {
    let pattern = messages.get_message(id)?.value()?;
    let mut errors = Vec::new();
    let text = messages.format_pattern(pattern, values, &mut errors);
    if !errors.is_empty() {
        tracing::error!(id, ?errors, "a message lacks a value");
    }
    Some(text.into_owned())
}

/// The messages of a language, read when they are first needed.
fn messages(language: Language) -> &'static Messages {
    static READ: [OnceLock<Messages>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    static NONE: OnceLock<Messages> = OnceLock::new();
    let slot = READ.get(language as usize).unwrap_or(&NONE);
    slot.get_or_init(|| read(language))
}

fn read(language: Language) -> Messages {
    let mut messages = Messages::new_concurrent(vec![language.identifier()]);
    // The marks would be read aloud, or stand as boxes in a terminal.
    messages.set_use_isolating(false);
    let resource = match FluentResource::try_new(language.text().to_owned()) {
        Ok(resource) => resource,
        // A test reads every file, and what can be read is used.
        Err((resource, errors)) => {
            tracing::error!(language = language.code(), ?errors, "messages were skipped");
            resource
        }
    };
    messages.add_resource_overriding(resource);
    messages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_neither_a_message_nor_marked() {
        let words = Words::of(Language::En);
        let lead = words.say_with(
            "page-connected-lead",
            &[("service", "{ page-front-title }")],
        );
        assert_eq!(
            lead,
            "Your device is now connected to { page-front-title }."
        );
        assert!(!lead.contains(['\u{2068}', '\u{2069}']));
    }

    #[test]
    fn each_language_speaks_for_itself() {
        let title = |language| Words::of(language).say("page-connected-title");
        assert_eq!(title(Language::En), "All done");
        assert_eq!(title(Language::De), "Alles erledigt");
    }
}
