//! The bugs of the Python plugin, mended: one test a number, here or wherever its subject is. The
//! names begin with the numbers, and `tests/golden/bugs.md` is their list.

mod listed;
mod logins;
mod on_the_bus;
mod storage;
mod tokens;
