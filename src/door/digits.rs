//! Six digits that a device says and a person types.
//!
//! A million codes are few, so guessing is what this file is about. A code bears five wrong tries,
//! whoever makes them, and is thrown away: it is found by chance five times in a million. A source
//! has five wrong tries, then one every two minutes, and right or wrong is not looked at while it has
//! none. So one guesser spoils the codes that are there, but not the next one, and a person who
//! mistypes waits for minutes.

use subtle::ConstantTimeEq;

use super::sessions::Audience;
use crate::allowance::{Allowances, Rule, Source};
use crate::entropy::Entropy;

/// How long digits can be typed after they were told last, in seconds.
pub(crate) const LIFETIME: f64 = 300.0;

/// Wrong tries that a code bears.
const TRIES: u32 = 5;

/// Wrong tries of a source: as many as a code bears, so that its own owner can spoil it and get the
/// next one right, and no more than two while that one lives.
const GUESSES: Rule = Rule {
    burst: 5.0,
    every: 120.0,
};

/// Codes at once. Each guess is one at all of them.
const CODES: usize = 4;

/// How many codes there are.
const RANGE: u64 = 1_000_000;

/// What digits open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Opens {
    /// The login of an invitation, by its nonce.
    Login(String),
    /// The dashboard, for who was told these digits.
    Dashboard(Audience),
}

/// Why typed digits open nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Wrong {
    /// They are not six digits; this costs no try.
    NoDigits,
    /// They open nothing, or nothing any more.
    Unknown,
    /// There were too many wrong tries: seconds to wait.
    TooMany(f64),
}

#[derive(Debug)]
struct Code {
    digits: String,
    opens: Opens,
    ends_at: f64,
    wrong: u32,
}

/// The codes that can be typed now.
#[derive(Debug)]
pub(super) struct Codes {
    codes: Vec<Code>,
    guesses: Allowances,
}

impl Default for Codes {
    fn default() -> Self {
        Self {
            codes: Vec::new(),
            guesses: Allowances::new(GUESSES),
        }
    }
}

impl Codes {
    pub(super) fn give(&mut self, opens: Opens, now: f64, entropy: &Entropy) -> String {
        self.drop_old(now);
        let told = self.codes.iter().position(|code| code.opens == opens);
        let told = told.map(|place| self.codes.remove(place));
        // Whoever hears them is promised the whole time and all tries.
        let untried = told.filter(|code| code.wrong == 0);
        let digits = untried.map_or_else(|| self.unused(entropy), |code| code.digits);
        if self.codes.len() >= CODES {
            // They stand in the order in which they end.
            self.codes.remove(0);
        }
        self.codes.push(Code {
            digits: digits.clone(),
            opens,
            ends_at: now + LIFETIME,
            wrong: 0,
        });
        digits
    }

    pub(super) fn enter(&mut self, typed: &str, source: Source, now: f64) -> Result<Opens, Wrong> {
        let typed = read(typed).ok_or(Wrong::NoDigits)?;
        self.guesses.look(source, now).map_err(Wrong::TooMany)?;
        self.drop_old(now);
        let is_it = |code: &Code| bool::from(code.digits.as_bytes().ct_eq(typed.as_bytes()));
        if let Some(place) = self.codes.iter().position(is_it) {
            return Ok(self.codes.remove(place).opens);
        }
        // There is one: it was looked at.
        let _ = self.guesses.take(source, now);
        for code in &mut self.codes {
            code.wrong += 1;
        }
        self.codes.retain(|code| code.wrong < TRIES);
        Err(Wrong::Unknown)
    }

    fn drop_old(&mut self, now: f64) {
        self.codes.retain(|code| code.ends_at > now);
    }

    fn unused(&self, entropy: &Entropy) -> String {
        loop {
            // 2^64 is so much more than a million that the remainder favours none.
            let number = u64::from_le_bytes(entropy.bytes()) % RANGE;
            let digits = format!("{number:06}");
            if self.codes.iter().all(|code| code.digits != digits) {
                return digits;
            }
        }
    }
}

/// The six digits in what a person typed, with spaces or dashes where they were heard.
fn read(typed: &str) -> Option<String> {
    let is_between = |c: char| c.is_whitespace() || c == '-';
    let digits: String = typed.chars().filter(|c| !is_between(*c)).take(7).collect();
    let is_code = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(last: u8) -> Source {
        Source::of([192, 168, 1, last].into())
    }

    fn login(nonce: &str) -> Opens {
        Opens::Login(nonce.to_owned())
    }

    fn give(codes: &mut Codes, opens: Opens, now: f64) -> String {
        codes.give(opens, now, &Entropy::system())
    }

    /// Digits that are none of these.
    fn other_than(codes: &[&str]) -> String {
        let mut all = (0..).map(|number| format!("{number:06}"));
        all.find(|digits| !codes.contains(&digits.as_str()))
            .unwrap()
    }

    #[test]
    fn digits_open_what_they_were_made_for_once() {
        let mut codes = Codes::default();
        let one = give(&mut codes, login("one"), 0.0);
        let two = give(&mut codes, Opens::Dashboard(Audience::Owner), 0.0);
        assert!(one != two && one.len() == 6);
        let spaced = format!(" {} - {} ", &two[..3], &two[3..]);
        let opened = Opens::Dashboard(Audience::Owner);
        assert_eq!(codes.enter(&spaced, source(1), 1.0), Ok(opened));
        assert_eq!(codes.enter(&one, source(1), 1.0), Ok(login("one")));
        for spent in [one, two] {
            assert_eq!(codes.enter(&spent, source(1), 1.0), Err(Wrong::Unknown));
        }
    }

    #[test]
    fn what_everyone_hears_is_not_what_the_owner_reads() {
        let mut codes = Codes::default();
        let owner = Opens::Dashboard(Audience::Owner);
        let everyone = Opens::Dashboard(Audience::Everyone);
        let read = give(&mut codes, owner.clone(), 0.0);
        let heard = give(&mut codes, everyone.clone(), 0.0);
        assert_ne!(read, heard);
        assert_eq!(codes.enter(&heard, source(1), 1.0), Ok(everyone));
        assert_eq!(codes.enter(&read, source(1), 1.0), Ok(owner));
    }

    #[test]
    fn digits_that_are_told_again_are_good_for_five_minutes_again() {
        let mut codes = Codes::default();
        let one = give(&mut codes, login("n"), 0.0);
        let other = give(&mut codes, login("m"), 1.0);
        assert_eq!(give(&mut codes, login("n"), 299.0), one);
        assert_eq!(codes.enter(&one, source(1), 598.0), Ok(login("n")));
        assert_eq!(codes.enter(&other, source(1), 598.0), Err(Wrong::Unknown));
        let one = give(&mut codes, login("n"), 600.0);
        assert_eq!(
            codes.enter(&one, source(1), 900.0),
            Err(Wrong::Unknown),
            "five minutes are over"
        );
    }

    #[test]
    fn digits_at_which_somebody_has_guessed_are_not_told_again() {
        let mut codes = Codes::default();
        let code = give(&mut codes, login("n"), 0.0);
        let wrong = other_than(&[&code]);
        assert_eq!(codes.enter(&wrong, source(1), 1.0), Err(Wrong::Unknown));
        let next = give(&mut codes, login("n"), 2.0);
        assert_ne!(next, code);
        assert_eq!(codes.enter(&code, source(1), 3.0), Err(Wrong::Unknown));
        assert_eq!(codes.enter(&next, source(1), 3.0), Ok(login("n")));
    }

    #[test]
    fn what_is_not_six_digits_costs_no_try() {
        let mut codes = Codes::default();
        let code = give(&mut codes, login("n"), 0.0);
        for typed in [
            "",
            "12345",
            "1234567",
            "12345a",
            "十二三四五六",
            "      ",
            "１２３４５",
        ] {
            for _ in 0..9 {
                assert_eq!(codes.enter(typed, source(1), 1.0), Err(Wrong::NoDigits));
            }
        }
        assert_eq!(codes.enter(&code, source(1), 1.0), Ok(login("n")));
    }

    #[test]
    fn five_wrong_tries_throw_a_code_away_whoever_makes_them() {
        let mut codes = Codes::default();
        let code = give(&mut codes, login("n"), 0.0);
        let wrong = other_than(&[&code]);
        for last in 1..=4 {
            assert_eq!(codes.enter(&wrong, source(last), 1.0), Err(Wrong::Unknown));
        }
        let later = give(&mut codes, login("m"), 1.0);
        let wrong = other_than(&[&code, &later]);
        assert_eq!(codes.enter(&wrong, source(5), 1.0), Err(Wrong::Unknown));
        assert_eq!(codes.enter(&code, source(6), 1.0), Err(Wrong::Unknown));
        assert_eq!(codes.enter(&later, source(6), 1.0), Ok(login("m")));
    }

    #[test]
    fn one_guesser_spoils_no_second_code() {
        let mut codes = Codes::default();
        let mut now = 0.0;
        let guess = |codes: &mut Codes, now: f64| {
            let taken: Vec<String> = codes.codes.iter().map(|c| c.digits.clone()).collect();
            let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
            codes.enter(&other_than(&taken), source(66), now)
        };
        let first = give(&mut codes, login("n"), now);
        while guess(&mut codes, now) == Err(Wrong::Unknown) {}
        assert_eq!(codes.enter(&first, source(1), now), Err(Wrong::Unknown));
        // It guesses whenever it may, for an hour, and every new code still opens.
        for _ in 0..12 {
            let code = give(&mut codes, login("n"), now);
            for _ in 0..29 {
                now += 10.0;
                let _ = guess(&mut codes, now);
            }
            assert_eq!(codes.enter(&code, source(1), now), Ok(login("n")));
            now += 10.0;
        }
    }

    #[test]
    fn a_source_without_tries_is_not_told_what_is_right() {
        let mut codes = Codes::default();
        let wrong = other_than(&[]);
        for _ in 0..5 {
            assert_eq!(codes.enter(&wrong, source(1), 0.0), Err(Wrong::Unknown));
        }
        let code = give(&mut codes, login("n"), 0.0);
        assert_eq!(
            codes.enter(&code, source(1), 20.0),
            Err(Wrong::TooMany(100.0))
        );
        assert_eq!(codes.enter(&code, source(1), 120.0), Ok(login("n")));
    }

    #[test]
    fn the_number_of_codes_is_bounded() {
        let mut codes = Codes::default();
        let first = give(&mut codes, login("0"), 0.0);
        for number in 1..=CODES {
            give(&mut codes, login(&number.to_string()), 0.0);
        }
        assert_eq!(codes.codes.len(), CODES);
        assert_eq!(codes.enter(&first, source(1), 0.0), Err(Wrong::Unknown));
    }
}
