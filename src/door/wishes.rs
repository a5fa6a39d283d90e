//! How often people on a page may have a link shown on the device's screen.

use crate::allowance::{Allowances, Rule, Source};

/// Of one source: a person mistaps, and a prankster shall not use the screen all the time. It is as
/// often as digits are said.
const OF_ONE: Rule = Rule {
    burst: 3.0,
    every: 60.0,
};

/// Of all together: few links are good at once, and each is to last until somebody has scanned it.
const OF_ALL: Rule = Rule {
    burst: 4.0,
    every: 30.0,
};

/// The wishes that are left.
#[derive(Debug)]
pub(super) struct Wishes {
    each: Allowances,
    all: Allowances<()>,
}

impl Default for Wishes {
    fn default() -> Self {
        Self {
            each: Allowances::new(OF_ONE),
            all: Allowances::new(OF_ALL),
        }
    }
}

impl Wishes {
    /// Grants one; else the seconds until there is one again.
    pub(super) fn take(&mut self, source: Source, now: f64) -> Result<(), f64> {
        self.each.look(source, now)?;
        self.all.take((), now)?;
        self.each.take(source, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_source_has_three_and_all_together_have_four() {
        let mut wishes = Wishes::default();
        let source = |last| Source::at([192, 168, 1, last].into());
        let mut take = |last, now| wishes.take(source(last), now);
        for _ in 0..3 {
            assert_eq!(take(1, 0.0), Ok(()));
        }
        assert_eq!(take(1, 0.0), Err(60.0));
        assert_eq!(take(2, 0.0), Ok(()));
        assert_eq!(take(3, 0.0), Err(30.0));
        // What was not granted has cost its source nothing.
        assert_eq!(take(3, 30.0), Ok(()));
        assert_eq!(take(1, 60.0), Ok(()));
    }
}
