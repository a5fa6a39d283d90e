//! QR codes: text to a PNG, or to half blocks for a terminal.

mod caption;

use std::fmt::Write;
use std::ops::Range;

use qrcodegen::{QrCode, QrCodeEcc};

use self::caption::Caption;

/// The empty border that readers need, in modules (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// The smallest side of an image in pixels: a phone reads it from across a table.
const SMALLEST: usize = 300;

/// The smallest module in pixels, as in the reference plugin's images.
const MODULE: usize = 10;

/// Why there is no QR code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The text is too long.
    #[error("the text does not fit into a QR code")]
    Text(#[from] qrcodegen::DataTooLong),
    /// The image could not be written.
    #[error("the image could not be encoded")]
    Image(#[from] png::EncodingError),
}

/// The modules of a code with its quiet zone: `true` is dark.
struct Modules {
    code: QrCode,
    side: usize,
}

impl Modules {
    fn of(text: &str) -> Result<Self, Error> {
        let code = QrCode::encode_text(text, QrCodeEcc::Low)?;
        let side = usize::try_from(code.size()).unwrap_or(0) + 2 * QUIET_ZONE;
        Ok(Self { code, side })
    }

    fn is_dark(&self, column: usize, row: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).map(i32::try_from);
        match (inside(column), inside(row)) {
            // What is beyond the other edge is light as well.
            (Some(Ok(x)), Some(Ok(y))) => self.code.get_module(x, y),
            _ => false,
        }
    }
}

/// A PNG with one bit a pixel, as the reference plugin writes them; with a code under it for who
/// types it, where there is one.
pub(crate) fn png(text: &str, code: Option<&str>) -> Result<Vec<u8>, Error> {
    let modules = Modules::of(text)?;
    let module = MODULE.max(SMALLEST.div_ceil(modules.side));
    let pixels = modules.side * module;
    let mut image = Vec::with_capacity(pixels * pixels.div_ceil(8));
    for row in 0..modules.side {
        let mut line = vec![0xFF_u8; pixels.div_ceil(8)];
        for column in (0..modules.side).filter(|column| modules.is_dark(*column, row)) {
            blacken(&mut line, column * module..(column + 1) * module);
        }
        for _ in 0..module {
            image.extend_from_slice(&line);
        }
    }
    let mut height = pixels;
    if let Some(caption) = code.and_then(|code| Caption::of(code, pixels)) {
        let letters = caption.rows(pixels);
        let below = std::iter::repeat_n(Vec::new(), 2 * module);
        for dark in letters.chain(below) {
            let mut line = vec![0xFF_u8; pixels.div_ceil(8)];
            for x in dark {
                blacken(&mut line, x..x + 1);
            }
            image.extend_from_slice(&line);
            height += 1;
        }
    }
    encode(&image, (pixels, height))
}

/// The code in half blocks: two rows of modules on each line, light ones drawn, so that it is right
/// on a dark terminal.
pub(crate) fn terminal(text: &str) -> Result<String, Error> {
    let modules = Modules::of(text)?;
    let block = |column, row| {
        let is_drawn = |row| row < modules.side && !modules.is_dark(column, row);
        match (is_drawn(row), is_drawn(row + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }
    };
    let lines = (0..modules.side).step_by(2).map(|row| {
        let line = (0..modules.side).map(|column| block(column, row));
        line.collect::<String>()
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// The side of the code, and its dark modules as the data of an SVG path: one rectangle a run.
pub(crate) fn path(text: &str) -> Result<(usize, String), Error> {
    let modules = Modules::of(text)?;
    let mut path = String::new();
    for row in 0..modules.side {
        let mut column = 0;
        while column < modules.side {
            let is_in_run = |at: &usize| modules.is_dark(*at, row);
            let run = (column..modules.side).take_while(is_in_run).count();
            if run > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{column} {row}h{run}v1h-{run}z");
            }
            column += run.max(1);
        }
    }
    Ok((modules.side, path))
}

/// Clears the bits of these pixels.
fn blacken(line: &mut [u8], pixels: Range<usize>) {
    for x in pixels {
        if let Some(byte) = line.get_mut(x / 8) {
            *byte &= !(0x80 >> (x % 8));
        }
    }
}

fn encode(image: &[u8], (width, height): (usize, usize)) -> Result<Vec<u8>, Error> {
    let side = |pixels| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, side(width), side(height));
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // Rows repeat, so the quickest setting is small already, and waiting skills notice the time.
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(image)?;
    writer.finish()?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_at_least_300_pixels_wide_with_a_quiet_zone() {
        for text in [
            "x",
            "http://192.168.178.123:36536/go/0123456789abcdef",
            &"y".repeat(400),
        ] {
            let png = png(text, None).unwrap();
            let mut reader = png::Decoder::new(std::io::Cursor::new(&png))
                .read_info()
                .unwrap();
            let (width, height) = (reader.info().width, reader.info().height);
            assert!(width >= 300 && width == height, "{width}");
            let mut image = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut image).unwrap();
            let line = usize::try_from(width).unwrap().div_ceil(8);
            assert!(
                image[..line * 40].iter().all(|byte| *byte == 0xFF),
                "the quiet zone is white"
            );
        }
    }

    #[test]
    fn a_terminal_code_shows_two_rows_of_modules_a_line() {
        let text = terminal("http://192.168.1.20:36536/go/0123456789abcdef").unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let width = lines[0].chars().count();
        assert_eq!(lines.len(), width.div_ceil(2));
        assert!(lines.iter().all(|line| line.chars().count() == width));
        assert_eq!(lines[0], "█".repeat(width), "the quiet zone is drawn");
        assert_eq!(
            lines[2].chars().skip(4).take(8).collect::<String>(),
            " ▄▄▄▄▄ █",
            "the top of a finder pattern is not"
        );
    }

    #[test]
    fn a_code_stands_under_the_image() {
        let sides = |code| {
            let png = png("https://provider.example/device", code).unwrap();
            let reader = png::Decoder::new(std::io::Cursor::new(&png));
            let reader = reader.read_info().unwrap();
            (reader.info().width, reader.info().height)
        };
        let (width, height) = sides(None);
        assert_eq!(width, height);
        let (same, taller) = sides(Some("WDJB-MJHT"));
        assert_eq!(same, width);
        assert!((width + 40..width + 70).contains(&taller), "{taller}");
        assert_eq!(sides(Some("ÄÖÜ")), (width, width));
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert!(matches!(png(&"z".repeat(3000), None), Err(Error::Text(_))));
    }
}
