//! QR codes: text to a PNG, or to half blocks for a terminal.

use std::ops::Range;

use qrcode::render::unicode::Dense1x2;
use qrcode::{Color, EcLevel, QrCode};

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
    Text(#[from] qrcode::types::QrError),
    /// The image could not be written.
    #[error("the image could not be encoded")]
    Image(#[from] png::EncodingError),
}

/// A PNG with one bit a pixel, as the reference plugin writes them.
pub(crate) fn png(text: &str) -> Result<Vec<u8>, Error> {
    let code = code(text)?;
    let side = code.width() + 2 * QUIET_ZONE;
    let module = MODULE.max(SMALLEST.div_ceil(side));
    let pixels = side * module;
    let mut image = Vec::with_capacity(pixels * pixels.div_ceil(8));
    for row in 0..side {
        let mut line = vec![0xFF_u8; pixels.div_ceil(8)];
        for column in (0..side).filter(|column| is_dark(&code, *column, row)) {
            blacken(&mut line, column * module..(column + 1) * module);
        }
        for _ in 0..module {
            image.extend_from_slice(&line);
        }
    }
    encode(&image, u32::try_from(pixels).unwrap_or(u32::MAX))
}

/// The code in half blocks: two rows of modules on each line, light ones drawn, so that it is right
/// on a dark terminal.
pub(crate) fn terminal(text: &str) -> Result<String, Error> {
    Ok(code(text)?
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .quiet_zone(true)
        .build())
}

fn code(text: &str) -> Result<QrCode, Error> {
    Ok(QrCode::with_error_correction_level(text, EcLevel::L)?)
}

/// Clears the bits of these pixels.
fn blacken(line: &mut [u8], pixels: Range<usize>) {
    for x in pixels {
        if let Some(byte) = line.get_mut(x / 8) {
            *byte &= !(0x80 >> (x % 8));
        }
    }
}

/// Whether a module is dark, counted with the quiet zone.
fn is_dark(code: &QrCode, column: usize, row: usize) -> bool {
    let inside = QUIET_ZONE..QUIET_ZONE + code.width();
    inside.contains(&column)
        && inside.contains(&row)
        && code[(column - QUIET_ZONE, row - QUIET_ZONE)] == Color::Dark
}

fn encode(image: &[u8], pixels: u32) -> Result<Vec<u8>, Error> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, pixels, pixels);
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
            let png = png(text).unwrap();
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
    }

    #[test]
    fn a_text_that_does_not_fit_is_refused() {
        assert!(matches!(png(&"z".repeat(3000)), Err(Error::Text(_))));
    }
}
