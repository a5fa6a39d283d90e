//! Runs `phal_oauth::fuzzing::token_answer` on what libFuzzer makes up.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phal_oauth::fuzzing::token_answer(bytes));
