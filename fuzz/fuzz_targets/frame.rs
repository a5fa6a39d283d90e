//! Runs `phal_oauth::fuzzing::frame` on what libFuzzer makes up.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phal_oauth::fuzzing::frame(bytes));
