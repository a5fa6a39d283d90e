//! A bounded map whose entries end by themselves.

use std::collections::HashMap;

use super::Digested;

/// Entries by digest. A full shelf makes room by dropping what would end first.
pub(super) struct Shelf<V> {
    most: usize,
    entries: HashMap<Digested, Entry<V>>,
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

    pub(super) fn put(&mut self, key: Digested, value: V, ends_at: f64, now: f64) {
        self.sweep(now);
        while self.entries.len() >= self.most {
            let Some(first) = self.first_to_end() else {
                break;
            };
            self.entries.remove(&first);
        }
        self.entries.insert(key, Entry { ends_at, value });
    }

    pub(super) fn find(&mut self, key: &Digested, now: f64) -> Option<&mut V> {
        self.entries
            .get_mut(key)
            .filter(|entry| now < entry.ends_at)
            .map(|entry| &mut entry.value)
    }

    pub(super) fn take(&mut self, key: &Digested, now: f64) -> Option<V> {
        let entry = self.entries.remove(key)?;
        (now < entry.ends_at).then_some(entry.value)
    }

    pub(super) fn remove(&mut self, key: &Digested) {
        self.entries.remove(key);
    }

    /// Moves the end of an entry.
    pub(super) fn keep(&mut self, key: &Digested, ends_at: f64) {
        if let Some(entry) = self.entries.get_mut(key) {
            entry.ends_at = ends_at;
        }
    }

    pub(super) fn values(&self, now: f64) -> impl Iterator<Item = &V> {
        self.entries
            .values()
            .filter(move |entry| now < entry.ends_at)
            .map(|entry| &entry.value)
    }

    pub(super) fn values_mut(&mut self, now: f64) -> impl Iterator<Item = &mut V> {
        self.entries
            .values_mut()
            .filter(move |entry| now < entry.ends_at)
            .map(|entry| &mut entry.value)
    }

    /// Drops what has ended.
    pub(super) fn sweep(&mut self, now: f64) {
        self.entries.retain(|_, entry| now < entry.ends_at);
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn first_to_end(&self) -> Option<Digested> {
        let first = self
            .entries
            .iter()
            .min_by(|(_, a), (_, b)| a.ends_at.total_cmp(&b.ends_at))?;
        Some(*first.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_shelf_drops_what_ends_first() {
        let mut shelf = Shelf::new(2);
        shelf.put([1; 32], "late", 30.0, 0.0);
        shelf.put([2; 32], "early", 10.0, 0.0);
        shelf.put([3; 32], "new", 20.0, 0.0);
        assert!(shelf.find(&[2; 32], 0.0).is_none());
        assert_eq!(shelf.values(0.0).count(), 2);
    }

    #[test]
    fn an_entry_ends_by_itself_unless_it_is_kept() {
        let mut shelf = Shelf::new(2);
        shelf.put([1; 32], "a", 10.0, 0.0);
        shelf.put([2; 32], "b", 10.0, 0.0);
        shelf.keep(&[2; 32], 20.0);
        assert_eq!(shelf.take(&[1; 32], 10.0), None);
        assert_eq!(shelf.take(&[2; 32], 10.0), Some("b"));
    }
}
