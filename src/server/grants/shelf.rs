//! A bounded map whose entries end by themselves.

use std::collections::HashMap;

use crate::digest::Digest;

/// Entries by digest. A full shelf makes room by dropping what would end first.
pub(super) struct Shelf<V> {
    most: usize,
    entries: HashMap<Digest, Entry<V>>,
}

struct Entry<V> {
    ends_at: f64,
    value: V,
}

impl<V> Shelf<V> {
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            entries: HashMap::new(),
        }
    }

    pub(super) fn put(&mut self, key: Digest, value: V, ends_at: f64, now: f64) {
        self.sweep(now);
        while self.entries.len() >= self.most {
            let Some(first) = self.first_to_end() else {
                break;
            };
            self.entries.remove(&first);
        }
        self.entries.insert(key, Entry { ends_at, value });
    }

    pub(super) fn find(&mut self, key: &Digest, now: f64) -> Option<&mut V> {
        self.entries
            .get_mut(key)
            .filter(|entry| now < entry.ends_at)
            .map(|entry| &mut entry.value)
    }

    pub(super) fn take(&mut self, key: &Digest, now: f64) -> Option<V> {
        let entry = self.entries.remove(key)?;
        (now < entry.ends_at).then_some(entry.value)
    }

    /// Drops what has ended.
    fn sweep(&mut self, now: f64) {
        self.entries.retain(|_, entry| now < entry.ends_at);
    }

    fn first_to_end(&self) -> Option<Digest> {
        let first = self
            .entries
            .iter()
            .min_by(|(_, a), (_, b)| a.ends_at.total_cmp(&b.ends_at))?;
        Some(first.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> Digest {
        Digest::of(name)
    }

    #[test]
    fn a_full_shelf_drops_what_ends_first() {
        let mut shelf = Shelf::new(2);
        shelf.put(key("a"), "late", 30.0, 0.0);
        shelf.put(key("b"), "early", 10.0, 0.0);
        shelf.put(key("c"), "new", 20.0, 0.0);
        assert!(shelf.find(&key("b"), 0.0).is_none());
        assert!(shelf.find(&key("a"), 0.0).is_some() && shelf.find(&key("c"), 0.0).is_some());
    }

    #[test]
    fn an_entry_ends_by_itself() {
        let mut shelf = Shelf::new(2);
        shelf.put(key("a"), "a", 10.0, 0.0);
        shelf.put(key("b"), "b", 20.0, 0.0);
        assert_eq!(shelf.take(&key("a"), 10.0), None);
        assert_eq!(shelf.take(&key("b"), 10.0), Some("b"));
    }
}
