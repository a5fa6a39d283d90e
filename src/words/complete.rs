//! Holds the messages of every language against English, and English against the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::{Language, format, messages};

/// What looks like an id and is none: the client of `phal-oauth practice` and its secret.
const NO_IDS: [&str; 2] = ["practice-secret", "practice-server"];

/// The messages of a language: their ids, with the names of their values.
type Ids = BTreeMap<String, BTreeSet<String>>;

fn ids(language: Language) -> Ids {
    let resource = FluentResource::try_new(language.text().to_owned());
    let resource = resource.unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
    let mut ids = Ids::new();
    for entry in resource.entries() {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
            other => panic!("{language:?}: {other:?}"),
        };
        let id = message.id.name.to_owned();
        let mut names = BTreeSet::new();
        let pattern = message.value.as_ref();
        name_values(
            pattern.unwrap_or_else(|| panic!("{id} is empty")),
            &mut names,
        );
        assert!(message.attributes.is_empty(), "{language:?}: {id}");
        let earlier = ids.insert(id.clone(), names);
        assert!(earlier.is_none(), "{language:?}: {id} stands there twice");
    }
    ids
}

/// Adds the names of the values in a pattern.
fn name_values(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        let value = match expression {
            Expression::Inline(value) => value,
            Expression::Select { selector, variants } => {
                for variant in variants {
                    name_values(&variant.value, names);
                }
                selector
            }
        };
        match value {
            InlineExpression::VariableReference { id } => {
                names.insert(id.name.to_owned());
            }
            InlineExpression::StringLiteral { .. } => {}
            other => panic!("only values and literals are used, not {other:?}"),
        }
    }
}

/// What stands between two quotation marks in the program and its templates, its tests left out.
fn quoted() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("assets/templates")];
    let mut quoted = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let program = text.split("#[cfg(test)]\nmod tests").next();
            quoted.extend(program.unwrap().split('"').map(str::to_owned));
        }
    }
    quoted
}

#[test]
fn the_program_names_each_message_and_no_other() {
    let english = ids(Language::En);
    let quoted = quoted();
    let unused: Vec<&String> = english.keys().filter(|id| !quoted.contains(*id)).collect();
    assert!(unused.is_empty(), "nothing says these: {unused:#?}");
    let areas: BTreeSet<&str> = english
        .keys()
        .filter_map(|id| id.split('-').next())
        .collect();
    let is_id = |text: &&String| {
        let mut parts = text.split('-');
        let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
        parts.next().is_some_and(|area| areas.contains(area))
            && text.contains('-')
            && parts.all(is_part)
    };
    let missing: Vec<&String> = quoted
        .iter()
        .filter(is_id)
        .filter(|id| !english.contains_key(*id) && !NO_IDS.contains(&id.as_str()))
        .collect();
    assert!(missing.is_empty(), "no message has these ids: {missing:#?}");
}

#[test]
fn every_language_has_every_message_with_its_values() {
    let english = ids(Language::En);
    for language in Language::ALL {
        let own = ids(*language);
        let missing: Vec<&String> = english.keys().filter(|id| !own.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:#?}");
        let more: Vec<&String> = own.keys().filter(|id| !english.contains_key(*id)).collect();
        assert!(more.is_empty(), "{language:?} has left over {more:#?}");
        for (id, values) in &english {
            assert_eq!(own.get(id), Some(values), "{language:?}: {id}");
        }
    }
}

#[test]
fn every_message_is_said_with_its_values_and_nothing_strange() {
    for language in Language::ALL {
        for (id, values) in ids(*language) {
            for count in [0_u32, 1, 2, 3, 5, 11, 21, 22, 100] {
                let given = values.iter().map(|name| match name.as_str() {
                    "count" => ("count", FluentValue::from(count)),
                    name => (name, FluentValue::from("§")),
                });
                let said = format(
                    messages(*language),
                    &id,
                    Some(&given.collect::<FluentArgs<'_>>()),
                );
                let said = said.unwrap();
                let place = format!("{language:?}: {id}: {said}");
                assert!(!said.trim().is_empty() && !said.contains("  "), "{place}");
                assert!(
                    !said.contains(['{', '}', '\u{2068}', '\u{2069}', '<']),
                    "{place}"
                );
                let others = values.iter().filter(|name| *name != "count").count();
                assert!(said.matches('§').count() >= others, "{place}");
            }
        }
    }
}
