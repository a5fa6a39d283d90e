//! Runs `phal_oauth::fuzzing::callback_query` on what libFuzzer makes up.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phal_oauth::fuzzing::callback_query(bytes));
