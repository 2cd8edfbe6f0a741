//! stand.json and exhibition.json, as a fuzzer makes them up; what must hold is said in `vitrine_core::trials`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| vitrine_core::trials::settings(bytes));
