import Foundation
import Pipelines

/// The machine's clock: for what people read, such as a mail's date; never for deadlines or for the record.
struct SystemClock: WallClock {
    func now() -> Date { Date() }
}
