//! Writing to the terminal: plain when it is a file, coloured when a person looks.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::{AnsiColor, Color, Style};

use crate::qr;

/// What a line tells.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tone {
    Good,
    Bad,
    Waiting,
    Quiet,
}

impl Tone {
    fn style(self) -> Style {
        let color = |color| Style::new().fg_color(Some(Color::Ansi(color)));
        match self {
            Self::Good => color(AnsiColor::Green),
            Self::Bad => color(AnsiColor::Red),
            Self::Waiting => color(AnsiColor::Yellow),
            Self::Quiet => Style::new().dimmed(),
        }
    }
}

/// Writes one line to standard output. A reader that has gone, as `head` does, ends nothing.
pub(super) fn say(text: impl Display) {
    let _ = writeln!(io::stdout(), "{text}");
}

/// The text in the colour of its tone, where the terminal has colours.
pub(super) fn toned(tone: Tone, text: &str) -> String {
    let wants_color = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wants_color {
        let style = tone.style();
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// Draws a QR code, in black on white where the terminal has colours, so that it is right on dark
/// and light ones.
pub(super) fn draw(text: &str) -> Result<(), qr::Error> {
    let code = qr::terminal(text)?;
    let paper = Style::new()
        .fg_color(Some(Color::Ansi(AnsiColor::BrightWhite)))
        .bg_color(Some(Color::Ansi(AnsiColor::Black)));
    let is_colored = io::stdout().is_terminal();
    for line in code.lines() {
        if is_colored {
            say(format_args!("  {paper}{line}{paper:#}"));
        } else {
            say(format_args!("  {line}"));
        }
    }
    Ok(())
}

/// Prints rows as columns; the first row is their head.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    });
    for (number, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(widths);
        let line: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        let line = line.join("  ");
        let line = line.trim_end();
        say(if number == 0 {
            toned(Tone::Quiet, line)
        } else {
            line.to_owned()
        });
    }
}

/// How long ago something was, in words.
pub(super) fn ago(seconds: f64) -> String {
    let (count, unit) = match seconds {
        seconds if seconds < 60.0 => return "just now".to_owned(),
        seconds if seconds < 5_400.0 => (seconds / 60.0, "minute"),
        seconds if seconds < 129_600.0 => (seconds / 3_600.0, "hour"),
        seconds => (seconds / 86_400.0, "day"),
    };
    let count = count.round();
    let plural = if count > 1.0 { "s" } else { "" };
    format!("{count} {unit}{plural} ago")
}

/// Asks for a line of standard input, where a person is there to answer.
pub(super) fn prompt(text: &str) {
    if io::stdin().is_terminal() {
        let _ = write!(io::stderr(), "{text}");
    }
}

/// Digits as people read them out.
pub(super) fn grouped(digits: &str) -> String {
    match digits.split_at_checked(3) {
        Some((first, rest)) => format!("{first} {rest}"),
        None => digits.to_owned(),
    }
}

/// Tells what was passed over, on standard error.
pub(super) fn warn(problem: &str) {
    let _ = writeln!(io::stderr(), "phal-oauth: {problem}");
}

/// Tells an error with what lies behind it, on standard error.
pub(super) fn complain(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "phal-oauth: {error:#}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_in_fitting_units() {
        for (seconds, told) in [
            (-5.0, "just now"),
            (59.0, "just now"),
            (60.0, "1 minute ago"),
            (5_000.0, "83 minutes ago"),
            (7_200.0, "2 hours ago"),
            (172_800.0, "2 days ago"),
        ] {
            assert_eq!(ago(seconds), told);
        }
    }
}
