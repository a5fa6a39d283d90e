//! The code that a person types: drawn evenly, and read however it was typed.

use crate::entropy::Entropy;

/// The letters of [RFC 8628, section 6.1](https://www.rfc-editor.org/rfc/rfc8628#section-6.1):
/// none is taken for another, and without vowels they spell nothing.
const LETTERS: &[u8; 20] = b"BCDFGHJKLMNPQRSTVWXZ";

/// The letters of a code: 34.5 bits.
const LENGTH: usize = 8;

/// Where its dash is.
const HALF: usize = LENGTH / 2;

/// From the full-width forms of East Asian keyboards to ASCII.
const FULL_WIDTH: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';

/// A code without its dash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserCode([u8; LENGTH]);

impl UserCode {
    /// A new code, each as likely as every other.
    pub(crate) fn draw(entropy: &Entropy) -> Self {
        // What is above the last whole round of letters would favour the first ones.
        let rounds = u8::MAX - u8::MAX % 20;
        let mut letters = std::iter::repeat_with(|| entropy.bytes::<16>())
            .flatten()
            .filter(|byte| *byte < rounds)
            .filter_map(|byte| LETTERS.get(usize::from(byte % 20)).copied());
        Self(std::array::from_fn(|_| letters.next().unwrap_or(b'B')))
    }

    /// What was typed: case, dashes, blanks and other punctuation do not count.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let mut code = [0; LENGTH];
        let mut places = code.iter_mut();
        for letter in typed
            .chars()
            .map(narrow)
            .filter(char::is_ascii_alphanumeric)
        {
            let letter = u8::try_from(letter.to_ascii_uppercase()).ok()?;
            let place = places.next()?;
            *place = *LETTERS.iter().find(|known| **known == letter)?;
        }
        places.next().is_none().then_some(Self(code))
    }

    /// What its digest is made of.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Display for UserCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, letter) in self.0.iter().enumerate() {
            let dash = if place == HALF { "-" } else { "" };
            write!(f, "{dash}{}", char::from(*letter))?;
        }
        Ok(())
    }
}

fn narrow(letter: char) -> char {
    if !FULL_WIDTH.contains(&letter) {
        return letter;
    }
    let ascii = u32::from(letter) - u32::from(*FULL_WIDTH.start()) + u32::from('!');
    char::from_u32(ascii).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn s08_case_dashes_and_blanks_do_not_count() {
        let code = UserCode(*b"WDJBMJHT");
        assert_eq!(code.to_string(), "WDJB-MJHT");
        for typed in [
            "WDJB-MJHT",
            "wdjb mjht",
            "  wdjbmjht\n",
            "W.D.J.B/M_J_H_T",
            "WDJB\u{2013}MJHT",
            "WDJB\u{ff0d}MJHT",
            "WDJB\u{30fc}MJHT",
            "\u{ff37}\u{ff24}\u{ff2a}\u{ff22}\u{ff0d}\u{ff4d}\u{ff4a}\u{ff48}\u{ff54}",
        ] {
            assert!(UserCode::read(typed) == Some(code.clone()), "{typed}");
        }
        for typed in ["", "WDJB", "WDJB-MJHTB", "WDJA-MJHT", "WDJ0-MJHT", "-"] {
            assert!(UserCode::read(typed).is_none(), "{typed}");
        }
    }

    /// Twenty letters, so nineteen degrees of freedom: one fair draw in a thousand is beyond 43.8.
    fn is_even(counts: &HashMap<u8, f64>, draws: f64) -> bool {
        let expected = draws / 20.0;
        let count = |letter| counts.get(letter).copied().unwrap_or_default();
        let chi_square: f64 = LETTERS
            .iter()
            .map(|letter| (count(letter) - expected).powi(2) / expected)
            .sum();
        counts.len() == 20 && chi_square < 43.8
    }

    #[test]
    fn s07_a_hundred_thousand_codes_are_even_in_each_place() {
        let entropy = Entropy::counted(8628);
        let mut places: [HashMap<u8, f64>; LENGTH] = std::array::from_fn(|_| HashMap::new());
        for _ in 0..100_000 {
            let UserCode(code) = UserCode::draw(&entropy);
            for (counts, letter) in places.iter_mut().zip(code) {
                *counts.entry(letter).or_default() += 1.0;
            }
        }
        for counts in &places {
            assert!(is_even(counts, 100_000.0), "{counts:?}");
        }
        // The test itself: what a plain remainder of a byte would favour is not even.
        let mut uneven: HashMap<u8, f64> = LETTERS.iter().map(|l| (*l, 5_000.0)).collect();
        for letter in b"BCDF" {
            uneven.insert(*letter, 5_400.0);
        }
        assert!(!is_even(&uneven, 100_000.0));
    }
}
