import Imaging

/// Chooses sizes and places for a cover's words, then draws them.
struct CoverTypesetter {
    let brief: CoverBrief
    let layout: CoverLayout
    let lettering: CoverLettering
    let palette: CoverPalette
    /// The colour of series and tail; nil: that of the title.
    let highlight: RGB?
    let engine: TextEngine

    /// A block with the role it plays and the space above it.
    private struct Entry {
        let role: PlacedText.Role
        let block: TextBlock
        var gap = 0.0
    }

    /// Sets everything on the canvas and tells where it stands.
    func set(on canvas: inout Canvas) throws(ImagingError) -> [PlacedText] {
        let entries = try stack()
        let total = entries.reduce(0) { $0 + $1.gap + $1.block.height }
        var y = layout.text.y + (layout.isCentered ? max(0, (layout.text.height - total) / 2) : 0)
        var placed: [PlacedText] = []
        for entry in entries {
            y += entry.gap
            placed.append(try draw(entry, top: y, in: layout.text, on: &canvas))
            y += entry.block.height
        }
        if let author = try line(brief.author, .author, lettering.author, in: layout.author) {
            let top = layout.author.midY - author.block.height / 2
            placed.append(try draw(author, top: top, in: layout.author, on: &canvas))
        }
        return placed
    }

    /// The blocks from top to bottom, their sizes chosen so that the title gets what the others leave. The subtitle
    /// goes where the title would be too small beside it.
    private func stack() throws(ImagingError) -> [Entry] {
        let parts = TitleParts(brief.title)
        let series = try line(brief.series, .series, lettering.series, in: layout.text)
        let subtitle = try subtitle(brief.subtitle, room: layout.text.height * 0.28)
        let entries = try stack(parts, series, subtitle)
        guard subtitle != nil, let title = entries.first(where: { $0.role == .title })?.block,
            title.isTruncated || title.size < layout.title.sizes.lowerBound * 1.2
        else { return entries }
        return try stack(parts, series, nil)
    }

    /// The largest title with which all blocks find room, by bisection: gaps and tail follow from its size.
    private func stack(_ parts: TitleParts, _ series: Entry?, _ subtitle: Entry?) throws(ImagingError) -> [Entry] {
        func stacked(room: Double) throws(ImagingError) -> [Entry] {
            let title = try title(parts.main, room: room)
            let largest = min(layout.title.sizes.upperBound * 0.5, title.block.size * 0.62)
            let tail = try tail(parts.tail, room: layout.text.height * 0.3, largest: largest)
            return spaced([series, title, tail, subtitle].compactMap { $0 })
        }
        func fits(_ entries: [Entry]) -> Bool {
            entries.reduce(0) { $0 + $1.gap + $1.block.height } <= layout.text.height
        }
        let whole = try stacked(room: layout.text.height)
        if fits(whole) { return whole }
        var (low, high) = (0.0, layout.text.height)
        var best = try stacked(room: low)
        for _ in 0..<7 {
            let middle = (low + high) / 2
            let candidate = try stacked(room: middle)
            if fits(candidate) { (low, best) = (middle, candidate) } else { high = middle }
        }
        return best
    }

    /// The blocks with the space above each. Space is measured between inks; below a large line without descenders it
    /// must be more for the same look, so it is counted from the baseline there.
    private func spaced(_ entries: [Entry]) -> [Entry] {
        var result = entries
        for (index, above) in entries.enumerated().dropLast() {
            let below = entries[index + 1]
            var gap = layout.gap * (below.role == .tail ? 0.6 : 0.85) + 0.1 * below.block.size
            let depth = above.block.height - (above.block.baselines.last ?? 0)
            gap = max(gap * 0.6, gap + 0.2 * above.block.size - depth)
            result[index + 1].gap = gap
        }
        return result
    }

    private func title(_ text: String, room: Double) throws(ImagingError) -> Entry {
        let fitter = TextFitter(
            width: layout.text.width, height: room, maximumLines: layout.title.lines, sizes: layout.title.sizes,
            leading: lettering.title.leading)
        return Entry(role: .title, block: try fitter.fit(text, style(lettering.title), with: engine))
    }

    private func tail(_ text: String?, room: Double, largest: Double) throws(ImagingError) -> Entry? {
        guard let text else { return nil }
        let smallest = layout.subtitle.sizes.lowerBound * 1.1
        let fitter = TextFitter(
            width: layout.text.width, height: room, maximumLines: 4, sizes: smallest...max(smallest, largest),
            leading: lettering.tail.leading)
        return Entry(role: .tail, block: try fitter.fit(text, style(lettering.tail), with: engine))
    }

    private func subtitle(_ text: String?, room: Double) throws(ImagingError) -> Entry? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        let fitter = TextFitter(
            width: layout.text.width * 0.86, height: room, maximumLines: layout.subtitle.lines,
            sizes: layout.subtitle.sizes, leading: lettering.subtitle.leading)
        return Entry(role: .subtitle, block: try fitter.fit(text, style(lettering.subtitle), with: engine))
    }

    private func line(
        _ text: String?, _ role: PlacedText.Role, _ voice: CoverLettering.Voice, in box: Box
    ) throws(ImagingError) -> Entry? {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
        let fitter = TextFitter(
            width: box.width, height: box.height, maximumLines: 1,
            sizes: layout.small.lowerBound * 0.7...layout.small.upperBound, leading: voice.leading)
        let cased = voice.isUppercase ? Uppercase.text(text, language: brief.language) : text
        return Entry(role: role, block: try fitter.fit(cased, style(voice), with: engine))
    }

    private func style(_ voice: CoverLettering.Voice) -> TextStyle {
        TextStyle(voice.typeface, tracking: voice.tracking, language: brief.language)
    }

    private func draw(_ entry: Entry, top: Double, in box: Box, on canvas: inout Canvas) throws(ImagingError)
        -> PlacedText
    {
        let block = entry.block
        var origins: [Point] = []
        var ink: Box?
        for (line, baseline) in zip(block.lines, block.baselines) {
            let origin = Point(start(of: line, block.size, in: box), top + baseline)
            origins.append(origin)
            guard let own = line.ink else { continue }
            let placed = Box(
                x: origin.x + own.x * block.size, y: origin.y + own.y * block.size, width: own.width * block.size,
                height: own.height * block.size)
            ink = ink?.union(placed) ?? placed
        }
        let area = ink ?? Box(x: box.x, y: top, width: 1, height: 1)
        let color = color(for: entry.role, on: &canvas, under: area)
        for (line, origin) in zip(block.lines, origins) {
            try engine.draw(line, on: &canvas, x: origin.x, y: origin.y, size: block.size, color: color.ink)
        }
        return PlacedText(role: entry.role, block: block, ink: area, contrast: color.contrast)
    }

    /// Where a line begins: optically, so that the first letter's ink stands on the edge; right-to-left lines end
    /// there.
    private func start(of line: ShapedLine, _ size: Double, in box: Box) -> Double {
        let ink = line.ink ?? Box(x: 0, y: 0, width: line.width, height: 0)
        return switch layout.alignment {
        case .centered: box.midX - ink.midX * size
        case .leading: line.isRightToLeft ? box.maxX - ink.maxX * size : box.x - ink.x * size
        }
    }

    /// The ink for a role on what lies under it: at least 4.5 to 1 (WCAG AA) with nine tenths of it. Where the ground
    /// is too mixed for any ink, a soft veil of the ground's colour is laid under the words first.
    private func color(
        for role: PlacedText.Role, on canvas: inout Canvas, under box: Box
    ) -> (ink: RGB, contrast: Double) {
        for _ in 0..<4 {
            let range = canvas.luminances(in: box, percentiles: [0.05, 0.95])
            let isDark =
                RGB.contrast(palette.paper.luminance, range[1]) >= RGB.contrast(palette.ink.luminance, range[0])
            let worst = isDark ? range[1] : range[0]
            let plain = isDark ? palette.paper : palette.ink
            let wanted: RGB =
                switch role {
                case .title, .author: plain
                case .series, .tail: highlight ?? plain
                case .subtitle: plain.mixed(with: RGB(isDark ? 0 : 0xFFFFFF), 0.1)
                }
            let ink = wanted.legible(on: worst, ratio: 4.5)
            let contrast = RGB.contrast(ink.luminance, worst)
            if contrast >= 4.5 { return (ink, contrast) }
            let veil = isDark ? palette.ground : palette.paper
            canvas.fade(to: veil, in: box.inset(by: -box.height), towards: .bottom, opacity: 0.5)
            canvas.fade(to: veil, in: box.inset(by: -box.height), towards: .top, opacity: 0.5)
        }
        let worst = canvas.luminances(in: box, percentiles: [0.5])[0]
        let ink = palette.paper.legible(on: worst, ratio: 7)
        return (ink, RGB.contrast(ink.luminance, worst))
    }
}
