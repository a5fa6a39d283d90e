//! A phone's camera.

use std::path::Path;
use std::process::Command;

use crate::process::Process;
use crate::tools::on_path;

/// What a phone reads in a PNG.
pub(crate) fn scan(png: &Path) -> String {
    let mut command = Command::new(on_path("zbarimg"));
    let mut reader = Process::start("QR reader", command.args(["-q", "--raw"]).arg(png));
    reader.ended_with(0);
    reader.out.text().trim_end().to_owned()
}
