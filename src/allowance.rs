//! How much each source may ask for: a token bucket for each, and a bound on their number.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};

/// Whom a request is put down to: an address, or the network that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Source(IpAddr);

impl Source {
    /// The address itself: a home is one network, and a gadget in it must not shut out its owner.
    #[must_use]
    pub(crate) fn at(address: IpAddr) -> Self {
        Self(address.to_canonical())
    }

    /// An IPv4 address, or the /64 of an IPv6 one, since a machine picks as many addresses out of that
    /// as it likes.
    #[must_use]
    pub(crate) fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(v6) => Self(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64).into()),
            v4 @ IpAddr::V4(_) => Self(v4),
        }
    }
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What a source may do at once, and how soon it may again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// So much at once.
    pub burst: f64,
    /// Seconds until it may do one more.
    pub every: f64,
}

/// Sources that are remembered; a home has fewer. What is forgotten then has a full bucket again.
const SOURCES: usize = 1024;

/// The buckets of all sources under one rule.
#[derive(Debug)]
pub(crate) struct Allowances<S = Source> {
    rule: Rule,
    buckets: HashMap<S, Bucket>,
}

/// What was left at a time of the steady clock.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: f64,
}

impl Rule {
    fn left(&self, bucket: Bucket, now: f64) -> f64 {
        let grown = (now - bucket.at).max(0.0) / self.every;
        (bucket.left + grown).min(self.burst)
    }
}

impl<S: Copy + Eq + Hash> Allowances<S> {
    /// Full buckets for all.
    #[must_use]
    pub(crate) fn new(rule: Rule) -> Self {
        Self {
            rule,
            buckets: HashMap::new(),
        }
    }

    /// Whether a source may do one more now; else the seconds until it may.
    pub(crate) fn look(&self, source: S, now: f64) -> Result<(), f64> {
        let left = self.left(source, now);
        if left >= 1.0 {
            Ok(())
        } else {
            Err((1.0 - left) * self.rule.every)
        }
    }

    /// Takes one, where there is one.
    pub(crate) fn take(&mut self, source: S, now: f64) -> Result<(), f64> {
        self.look(source, now)?;
        let left = self.left(source, now) - 1.0;
        if self.buckets.len() >= SOURCES && !self.buckets.contains_key(&source) {
            self.make_room(now);
        }
        self.buckets.insert(source, Bucket { left, at: now });
        Ok(())
    }

    /// Gives one back that was taken for something that came out well.
    pub(crate) fn give_back(&mut self, source: S) {
        let most = self.rule.burst;
        if let Some(bucket) = self.buckets.get_mut(&source) {
            bucket.left = (bucket.left + 1.0).min(most);
        }
    }

    fn left(&self, source: S, now: f64) -> f64 {
        let bucket = self.buckets.get(&source);
        bucket.map_or(self.rule.burst, |bucket| self.rule.left(*bucket, now))
    }

    /// Forgets the buckets that are full, else the fullest one: it has the least to gain.
    fn make_room(&mut self, now: f64) {
        let rule = self.rule;
        self.buckets
            .retain(|_, bucket| rule.left(*bucket, now) < rule.burst);
        if self.buckets.len() < SOURCES {
            return;
        }
        let left = |bucket: &Bucket| rule.left(*bucket, now);
        let fullest = self
            .buckets
            .iter()
            .max_by(|(_, one), (_, other)| left(one).total_cmp(&left(other)))
            .map(|(source, _)| *source);
        if let Some(source) = fullest {
            self.buckets.remove(&source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: Rule = Rule {
        burst: 3.0,
        every: 10.0,
    };

    fn source(address: &str) -> Source {
        Source::of(address.parse().unwrap())
    }

    #[test]
    fn a_source_is_an_address_or_a_network_of_ipv6() {
        let at = |address: &str| Source::at(address.parse().unwrap());
        assert_eq!(at("::ffff:192.168.1.2"), at("192.168.1.2"));
        assert_ne!(at("fe80::1"), at("fe80::2"));
        assert_eq!(source("::ffff:192.168.1.2"), source("192.168.1.2"));
        assert_ne!(source("192.168.1.3"), source("192.168.1.2"));
        assert_eq!(source("fd00:1:2:3::1"), source("fd00:1:2:3:a:b:c:d"));
        assert_ne!(source("fd00:1:2:3::1"), source("fd00:1:2:4::1"));
    }

    #[test]
    fn a_bucket_empties_and_fills_again_for_its_source_alone() {
        let mut allowances = Allowances::new(RULE);
        let (one, other) = (source("10.0.0.1"), source("10.0.0.2"));
        for _ in 0..3 {
            allowances.take(one, 100.0).unwrap();
        }
        assert_eq!(allowances.take(one, 102.0), Err(8.0));
        assert_eq!(allowances.take(other, 102.0), Ok(()));
        assert_eq!(allowances.take(one, 110.0), Ok(()));
        assert!(allowances.take(one, 110.0).is_err());
        // Never more than at once, however long it waits.
        for _ in 0..3 {
            allowances.take(one, 9000.0).unwrap();
        }
        assert!(allowances.take(one, 9000.0).is_err());
    }

    #[test]
    fn refused_requests_lengthen_no_wait_and_looks_cost_nothing() {
        let mut allowances = Allowances::new(RULE);
        let one = source("10.0.0.1");
        for _ in 0..9 {
            allowances.look(one, 0.0).unwrap();
        }
        while allowances.take(one, 0.0).is_ok() {}
        for _ in 0..9 {
            assert_eq!(allowances.take(one, 5.0), Err(5.0));
        }
        assert_eq!(allowances.take(one, 10.0), Ok(()));
    }

    #[test]
    fn the_number_of_sources_is_bounded_and_the_emptiest_are_kept() {
        let mut allowances = Allowances::new(RULE);
        let greedy = source("10.0.0.1");
        while allowances.take(greedy, 0.0).is_ok() {}
        for number in 0..u32::try_from(3 * SOURCES).unwrap() {
            let address = IpAddr::from((0xC0A8_0000 + number).to_be_bytes());
            allowances.take(Source::of(address), 0.0).unwrap();
        }
        assert_eq!(allowances.buckets.len(), SOURCES);
        assert!(allowances.take(greedy, 0.0).is_err());
    }
}
