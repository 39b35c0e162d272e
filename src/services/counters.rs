use std::sync::atomic::{AtomicU64, Ordering};
#[derive(Default)]
pub struct Counters { a: AtomicU64 }
impl Counters { pub fn verdict(&self, _r: crate::domain::verdict::Reason){ self.a.fetch_add(1, Ordering::Relaxed);} pub fn unreadable_row(&self){} pub fn committed(&self, _n:u64,_d:std::time::Duration){} }
