import Imaging

/// How a template sets each kind of words.
struct CoverLettering {
    /// How one kind is set.
    struct Voice {
        let typeface: Typeface
        /// In ems.
        var tracking = 0.0
        /// From baseline to baseline, in ems.
        let leading: Double
        var isUppercase = false
    }

    let series: Voice
    let title: Voice
    /// What follows the title's colon.
    let tail: Voice
    let subtitle: Voice
    let author: Voice

    static let botanical = CoverLettering(
        series: Voice(typeface: .sansMedium, tracking: 0.17, leading: 1.3, isUppercase: true),
        title: Voice(typeface: .serif, leading: 0.98), tail: Voice(typeface: .serifItalic, leading: 1.08),
        subtitle: Voice(typeface: .sans, leading: 1.36),
        author: Voice(typeface: .sansSemiBold, tracking: 0.17, leading: 1.3, isUppercase: true))

    static let modernist = CoverLettering(
        series: Voice(typeface: .sansSemiBold, leading: 1.2),
        title: Voice(typeface: .displayHeavy, tracking: -0.02, leading: 0.97),
        tail: Voice(typeface: .displayLight, tracking: -0.01, leading: 1.06),
        subtitle: Voice(typeface: .sans, leading: 1.34),
        author: Voice(typeface: .sansSemiBold, leading: 1.2))
}
