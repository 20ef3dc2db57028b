#!/usr/bin/env python3
"""Draws the magazine's pictures with Pillow (>= 10.1): `python3 draw.py` beside this file rewrites them.

Every picture is painted at twice its size and reduced, with a fixed seed, so that a second run gives the same pictures.
"""
import math
import os
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

W, H, S = 960, 600, 2
HERE = os.path.dirname(os.path.abspath(__file__))


def mix(a, b, t):
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b))


def water(top, bottom, glow, at=0.35):
    """A vertical gradient with light that falls from one point above the surface."""
    strip = Image.new("RGB", (1, H * S))
    for y in range(H * S):
        strip.putpixel((0, y), mix(top, bottom, (y / (H * S)) ** 0.85))
    image = strip.resize((W * S, H * S))
    rays = Image.new("L", image.size, 0)
    pen = ImageDraw.Draw(rays)
    x0 = at * W * S
    for k in range(-7, 8):
        a = x0 + k * 70 * S
        pen.polygon([(x0 + k * 18 * S, -40), (x0 + k * 18 * S + 26 * S, -40), (a + 90 * S + k * 60, H * S), (a + k * 60, H * S)],
                    fill=26 + 9 * ((k * 5) % 4))
    rays = rays.filter(ImageFilter.GaussianBlur(26 * S))
    return Image.composite(Image.new("RGB", image.size, glow), image, rays)


def blur_layer(image, paint, radius, opacity=1.0):
    """Paints on a clear layer, blurs it and lays it over the picture: distance."""
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    paint(ImageDraw.Draw(layer))
    if radius:
        layer = layer.filter(ImageFilter.GaussianBlur(radius * S))
    if opacity < 1:
        layer.putalpha(layer.getchannel("A").point(lambda v: round(v * opacity)))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def ground(image, near, far, heights, grain=14, rng=random):
    """A slope of substrate from left to right through `heights`, with grains."""
    top = []
    n = len(heights) - 1
    for x in range(0, W * S + 1, 8):
        t = x / (W * S) * n
        i = min(int(t), n - 1)
        f = t - i
        f = f * f * (3 - 2 * f)
        top.append((x, (heights[i] + (heights[i + 1] - heights[i]) * f) * S))
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon(top + [(W * S, H * S), (0, H * S)], fill=255)
    y0 = min(y for _, y in top)
    strip = Image.new("RGB", (1, H * S))
    for y in range(H * S):
        strip.putpixel((0, y), mix(far, near, max(0.0, (y - y0) / (H * S - y0))))
    noise = Image.effect_noise((W * S // 3, H * S // 3), grain * 2.4).resize(image.size)
    soil = ImageChops.overlay(strip.resize(image.size), Image.merge("RGB", [noise] * 3))
    return Image.composite(soil, image, mask.filter(ImageFilter.GaussianBlur(1.2 * S)))


def leaf(pen, x, y, angle, length, width, colour, vein=None):
    """One pointed leaf that starts at (x, y)."""
    left, right = [], []
    for k in range(13):
        t = k / 12
        half = width * math.sin(math.pi * t ** 0.8) / 2
        bend = angle + 0.35 * t * math.copysign(1, math.cos(angle) or 1)
        px, py = x + math.cos(bend) * length * t, y - math.sin(bend) * length * t
        left.append((px + math.sin(bend) * half, py + math.cos(bend) * half))
        right.append((px - math.sin(bend) * half, py - math.cos(bend) * half))
    pen.polygon(left + right[::-1], fill=colour)
    if vein:
        pen.line([(x, y), ((left[9][0] + right[9][0]) / 2, (left[9][1] + right[9][1]) / 2)], fill=vein, width=S)


def stem(pen, x, y, height, base, tip, rng, size=26):
    """An upright stem with pairs of leaves, darker below and lighter at the tip."""
    lean = rng.uniform(-0.12, 0.12)
    nodes = max(4, int(height / 15))
    pen.line([(x * S, y * S), ((x + lean * height) * S, (y - height) * S)], fill=mix(base, (40, 50, 30), 0.4), width=3 * S)
    for k in range(nodes + 1):
        t = k / nodes
        cx, cy = (x + lean * height * t) * S, (y - height * t) * S
        colour = mix(base, tip, max(0.0, t * 1.5 - 0.5) if t > 0.33 else 0)
        colour = mix(colour, (255, 255, 225), rng.uniform(0, 0.12))
        reach = size * (0.7 + 0.5 * math.sin(math.pi * min(1, t + 0.15))) * S
        rise = 0.25 + 0.75 * t
        leaf(pen, cx, cy, rise, reach, reach * 0.34, colour, mix(colour, (255, 255, 230), 0.25))
        leaf(pen, cx, cy, math.pi - rise, reach, reach * 0.34, mix(colour, (0, 30, 20), 0.12))


def grass(pen, x0, x1, y_of, count, lengths, colours, rng, wind=0.0):
    """A carpet: many short curved blades."""
    for _ in range(count):
        x = rng.uniform(x0, x1)
        y = y_of(x) + rng.uniform(-2, 10)
        n = rng.uniform(*lengths)
        a = wind + rng.uniform(-0.35, 0.35)
        points = [((x + math.sin(a * t) * n * t) * S, (y - math.cos(a * t) * n * t) * S) for t in (0, 0.35, 0.7, 1)]
        pen.line(points, fill=rng.choice(colours), width=round(2.2 * S), joint="curve")


def stone(image, x, y, w, h, tone, rng, lean=0.0):
    """A faceted stone: a jagged outline, lit from the left, with veins."""
    def at(a, r):
        return ((x + math.cos(a) * w * r / 2 + lean * max(0.0, math.sin(a)) * h) * S, (y - max(-0.25, math.sin(a)) * h * r) * S)
    rim = [(a, rng.uniform(0.82, 1.12)) for a in [math.pi * k / 9 for k in range(-1, 11)]]
    outline = [at(a, r) for a, r in rim]
    core = at(math.pi * 0.42, 0.42)
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    pen.polygon(outline, fill=tone)
    for k in range(len(outline) - 1):
        light = 0.42 * math.sin(math.pi * k / 11) * (1 if k > 4 else -0.6) + rng.uniform(-0.1, 0.1)
        target = (235, 240, 232) if light > 0 else (14, 24, 28)
        pen.polygon([outline[k], outline[k + 1], core], fill=mix(tone, target, abs(light)))
    for _ in range(9):
        a, b = rng.choice(outline), core
        t, u = rng.uniform(0.1, 0.5), rng.uniform(0.5, 0.95)
        p, q = mix(a, b, t), mix(a, b, u)
        pen.line([p, (q[0] + rng.uniform(-14, 14) * S, q[1] + rng.uniform(-10, 10) * S)], fill=mix(tone, (240, 244, 240), 0.35), width=S)
    shadow = Image.new("RGBA", image.size, (0, 0, 0, 0))
    ImageDraw.Draw(shadow).ellipse([(x - w * 0.55) * S, (y - 6) * S, (x + w * 0.62) * S, (y + 34) * S], fill=(8, 18, 16, 130))
    image = Image.alpha_composite(image.convert("RGBA"), shadow.filter(ImageFilter.GaussianBlur(9 * S)))
    return Image.alpha_composite(image, layer.filter(ImageFilter.GaussianBlur(0.7 * S))).convert("RGB")


def branch(pen, x, y, angle, length, thick, colour, rng, depth=0):
    """A piece of wood that forks as it thins."""
    steps = 14
    for k in range(steps):
        t = k / steps
        nx, ny = x + math.cos(angle) * length / steps, y - math.sin(angle) * length / steps
        width = max(1.5, thick * (1 - 0.62 * t))
        tone = mix(colour, (226, 196, 150), 0.10 + 0.12 * rng.random())
        pen.line([(x * S, y * S), (nx * S, ny * S)], fill=mix(tone, (10, 8, 6), 0.35), width=round((width + 2) * S))
        pen.line([(x * S, (y - width * 0.18) * S), (nx * S, (ny - width * 0.18) * S)], fill=tone, width=round(width * 0.62 * S))
        r = width * S / 2
        pen.ellipse([nx * S - r, ny * S - r, nx * S + r, ny * S + r], fill=mix(tone, (10, 8, 6), 0.22))
        x, y = nx, ny
        angle += rng.uniform(-0.13, 0.13)
        if depth < 3 and 3 < k < 12 and rng.random() < 0.30:
            branch(pen, x, y, angle + rng.choice([-1, 1]) * rng.uniform(0.35, 0.8), length * rng.uniform(0.4, 0.62),
                   max(2, width * 0.62), colour, rng, depth + 1)


def fish(pen, x, y, n, body, stripe, belly, facing=1):
    """A small tetra: body, tail, a bright line."""
    f = facing
    pen.polygon([((x - f * n * 0.42) * S, y * S), ((x - f * n * 0.72) * S, (y - n * 0.19) * S), ((x - f * n * 0.62) * S, y * S),
                 ((x - f * n * 0.72) * S, (y + n * 0.19) * S)], fill=mix(body, (255, 255, 255), 0.25))
    pen.ellipse([(x - n / 2) * S, (y - n * 0.15) * S, (x + n / 2) * S, (y + n * 0.15) * S], fill=body)
    pen.chord([(x - n / 2) * S, (y - n * 0.14) * S, (x + n / 2) * S, (y + n * 0.15) * S], 0, 180, fill=belly)
    pen.line([((x - f * n * 0.4) * S, (y - n * 0.02) * S), ((x + f * n * 0.44) * S, (y - n * 0.05) * S)], fill=stripe, width=max(2, round(n * 0.075 * S)))
    e = n * 0.035 * S
    pen.ellipse([(x + f * n * 0.37) * S - e, (y - n * 0.03) * S - e, (x + f * n * 0.37) * S + e, (y - n * 0.03) * S + e], fill=(12, 14, 16))


def bubbles(pen, x, y0, y1, count, rng, spread=26):
    for _ in range(count):
        y = rng.uniform(y0, y1)
        t = (y1 - y) / max(1, y1 - y0)
        r = rng.uniform(0.8, 2.6) * S
        cx = (x + rng.gauss(0, 4 + spread * t)) * S
        pen.ellipse([cx - r, y * S - r, cx + r, y * S + r], outline=(235, 250, 250, 190), fill=(225, 246, 246, 70), width=S)


def leaf_litter(pen, count, y0, y1, rng):
    for _ in range(count):
        y = rng.uniform(y0, y1)
        colour = mix((92, 52, 22), (176, 112, 52), rng.random())
        a = rng.choice([rng.uniform(-0.25, 0.35), math.pi + rng.uniform(-0.3, 0.3)])
        n = rng.uniform(34, 76) * (0.6 + 0.6 * (y - y0) / (y1 - y0)) * S
        leaf(pen, rng.uniform(0, W) * S, y * S, a, n, n * 0.36, colour, mix(colour, (40, 22, 10), 0.5))


def save(image, name, quality=80):
    image = image.resize((W, H), Image.Resampling.LANCZOS)
    image.save(os.path.join(HERE, name), quality=quality, optimize=True, progressive=True)


def far_plants(image, rng, colours, low, tall, y=470, count=46, radius=7, span=(0, W)):
    def paint(pen):
        for _ in range(count):
            stem(pen, rng.uniform(*span), y, rng.uniform(low, tall), rng.choice(colours), rng.choice(colours), rng, 30)
    return blur_layer(image, paint, radius, 0.75)


def co2_diffuser():
    rng = random.Random(11)
    image = water((196, 232, 226), (24, 92, 92), (238, 255, 244), 0.6)
    image = far_plants(image, rng, [(46, 108, 70), (70, 140, 80)], 120, 300)
    image = ground(image, (52, 40, 30), (84, 72, 54), [520, 500, 508, 486])

    def paint(pen):
        for _ in range(44):
            x = rng.choice([rng.uniform(-10, 330), rng.uniform(610, 970)])
            stem(pen, x, 560, rng.uniform(150, 330), (44, 116, 58), (158, 204, 92), rng, 30)
        pen.line([(470 * S, 590 * S), (470 * S, 470 * S)], fill=(226, 244, 242, 210), width=7 * S)
        pen.rounded_rectangle([434 * S, 444 * S, 506 * S, 474 * S], 12 * S, fill=(222, 242, 240, 150), outline=(246, 255, 255, 235), width=2 * S)
        pen.rectangle([440 * S, 440 * S, 500 * S, 447 * S], fill=(250, 250, 244, 240))
        bubbles(pen, 470, 30, 438, 620, rng, 60)
    save(blur_layer(image, paint, 0.5), "co2-diffuser.jpg", 68)


def hillside():
    rng = random.Random(3)
    image = water((224, 240, 236), (96, 156, 158), (255, 255, 250), 0.3)
    image = ground(image, (58, 46, 34), (92, 80, 60), [470, 430, 404, 350, 300])
    image = stone(image, 350, 462, 210, 300, (92, 104, 108), rng, -0.34)
    image = stone(image, 512, 452, 150, 170, (84, 96, 100), rng, -0.30)
    image = stone(image, 216, 492, 120, 100, (98, 108, 110), rng, -0.22)
    image = stone(image, 640, 440, 90, 72, (88, 98, 104), rng, -0.2)

    def slope(x):
        return 484 - 0.00011 * x * x - 0.075 * x

    def paint(pen):
        for band in range(15):
            greens = [mix((36, 92, 46), (150, 196, 86), band / 17 + rng.uniform(-0.05, 0.1)) for _ in range(8)]
            grass(pen, -10, W + 10, lambda x, b=band: slope(x) + 8 + b * 16, 620, (14, 30), greens, rng, 0.45)
        for k in range(13):
            fish(pen, 560 + k * 24 + rng.uniform(-14, 14), 150 + rng.uniform(-34, 34) + k * 3, rng.uniform(20, 27),
                 (70, 92, 104), (214, 236, 240), (226, 220, 204), -1)
    save(blur_layer(image, paint, 0.5), "hillside.jpg", 66)


def stems():
    rng = random.Random(5)
    image = water((206, 234, 232), (38, 104, 108), (246, 255, 250), 0.45)
    image = far_plants(image, rng, [(52, 110, 76), (96, 132, 70)], 180, 330)
    image = ground(image, (46, 36, 28), (72, 60, 46), [540, 530, 534, 526])

    def paint(pen):
        for _ in range(46):
            x = rng.uniform(0, 400)
            stem(pen, x, 540, 300 - abs(x - 190) * 0.5 + rng.uniform(-16, 16), (128, 54, 48), (222, 96, 84), rng, 24)
        for _ in range(40):
            x = rng.uniform(390, 960)
            stem(pen, x, 548, 330 - abs(x - 760) * 0.45 + rng.uniform(-16, 16), (62, 122, 54), (186, 208, 96), rng, 26)
        for _ in range(56):
            x = rng.uniform(80, 900)
            stem(pen, x, 590, 76 + 44 * math.sin(math.pi * x / W) + rng.uniform(-6, 6), (54, 118, 62), (128, 184, 88), rng, 19)
    save(blur_layer(image, paint, 0.5), "stems.jpg", 60)


def epiphytes():
    rng = random.Random(8)
    image = water((150, 190, 184), (18, 62, 66), (214, 240, 226), 0.25)
    image = far_plants(image, rng, [(28, 74, 56), (40, 92, 62)], 120, 260)
    image = ground(image, (150, 130, 98), (186, 170, 136), [540, 548, 532, 540])

    def wood(pen):
        branch(pen, 120, 560, 0.42, 820, 64, (74, 50, 34), rng)
        branch(pen, 330, 480, 1.0, 420, 40, (80, 54, 36), rng, 1)

    def paint(pen):
        for _ in range(74):
            t = rng.random()
            x, y = 170 + 640 * t, 530 - 270 * t + rng.uniform(-26, 30)
            colour = mix((20, 70, 44), (76, 136, 70), rng.random())
            n = rng.uniform(42, 84) * S
            if rng.random() < 0.55:
                leaf(pen, x * S, y * S, rng.uniform(0.3, 2.8), n, n * 0.46, colour, mix(colour, (210, 232, 170), 0.35))
            else:
                leaf(pen, x * S, y * S, rng.uniform(0.7, 2.4), n * 1.9, n * 0.24, mix(colour, (96, 150, 60), 0.3), mix(colour, (220, 236, 170), 0.3))
    save(blur_layer(blur_layer(image, wood, 0.7), paint, 0.5), "epiphytes.jpg", 74)


def shrimp():
    rng = random.Random(2)
    image = water((120, 168, 140), (20, 58, 46), (206, 236, 190), 0.7)
    image = far_plants(image, rng, [(34, 92, 52), (62, 122, 64)], 90, 240, 460, 40, 12)
    image = stone(image, 470, 620, 900, 260, (78, 86, 82), rng, 0.05)

    def moss(pen):
        for _ in range(11000):
            x = rng.uniform(30, 920)
            y = 440 + 0.0007 * (x - 470) ** 2 + rng.uniform(-30, 190)
            c = mix((26, 78, 38), (142, 186, 76), rng.random())
            a = rng.uniform(0.3, 2.8)
            n = rng.uniform(8, 20)
            pen.line([(x * S, y * S), ((x + math.cos(a) * n) * S, (y - math.sin(a) * n) * S)], fill=c, width=2 * S)

    def one(pen, x, y, n, f, tone):
        dark, light = mix(tone, (70, 6, 10), 0.45), mix(tone, (255, 214, 196), 0.4)
        for k in range(7):
            t = k / 6
            cx, cy = x - f * n * (0.05 + 0.62 * t), y - n * 0.10 * math.sin(math.pi * t) + n * 0.26 * t * t
            r = n * (0.150 - 0.085 * t)
            pen.ellipse([(cx - r * 1.15) * S, (cy - r) * S, (cx + r * 1.15) * S, (cy + r) * S], fill=mix(tone, light, 0.10 + 0.2 * (k % 2)), outline=dark, width=S)
            pen.line([(cx * S, (cy + r * 0.8) * S), ((cx + f * n * 0.05) * S, (cy + r + n * 0.09) * S)], fill=dark, width=2 * S)
        pen.ellipse([(x - n * 0.19) * S, (y - n * 0.16) * S, (x + n * 0.27) * S, (y + n * 0.14) * S], fill=tone, outline=dark, width=S)
        pen.polygon([((x + f * n * 0.2) * S, (y - n * 0.1) * S), ((x + f * n * 0.44) * S, (y - n * 0.11) * S), ((x + f * n * 0.2) * S, (y + n * 0.02) * S)], fill=tone)
        pen.polygon([((x - f * n * 0.68) * S, (y + n * 0.2) * S), ((x - f * n * 0.88) * S, (y + n * 0.22) * S), ((x - f * n * 0.8) * S, (y + n * 0.38) * S)], fill=tone)
        for d in (-0.16, -0.02, 0.14):
            pen.line([((x + f * n * 0.3) * S, (y - n * 0.07) * S), ((x + f * n * 0.62) * S, (y + (d - 0.14) * n) * S), ((x + f * n * 0.9) * S, (y + (d + 0.02) * n) * S)], fill=light, width=S, joint="curve")
        for k in range(4):
            pen.line([((x + f * n * (0.16 - 0.09 * k)) * S, (y + n * 0.1) * S), ((x + f * n * (0.25 - 0.09 * k)) * S, (y + n * 0.28) * S)], fill=light, width=2 * S)
        e = n * 0.028 * S
        pen.ellipse([(x + f * n * 0.22) * S - e, (y - n * 0.1) * S - e, (x + f * n * 0.22) * S + e, (y - n * 0.1) * S + e], fill=(14, 8, 10))

    def paint(pen):
        one(pen, 400, 398, 210, 1, (206, 44, 40))
        one(pen, 690, 452, 150, -1, (214, 66, 48))
        one(pen, 190, 470, 110, 1, (188, 40, 44))
    save(blur_layer(blur_layer(image, moss, 0.8), paint, 0.6), "shrimp.jpg", 66)


def hardscape():
    rng = random.Random(21)
    image = water((236, 240, 238), (150, 172, 174), (255, 255, 255), 0.5)
    image = ground(image, (204, 188, 156), (226, 214, 188), [520, 500, 468, 486, 506])

    def wood(pen):
        for a, n, t in ((1.15, 420, 40), (1.75, 360, 32), (0.7, 430, 36), (2.3, 380, 30)):
            branch(pen, 560, 470, a, n, t, (66, 46, 34), rng)
    image = blur_layer(image, wood, 0.6)
    image = stone(image, 560, 510, 260, 170, (96, 104, 108), rng, -0.15)
    image = stone(image, 400, 524, 150, 96, (104, 112, 114), rng, -0.2)
    image = stone(image, 742, 520, 130, 84, (90, 98, 104), rng, -0.1)
    for x, y, w in ((300, 540, 44), (480, 548, 36), (660, 546, 52), (830, 538, 34), (250, 556, 22), (600, 566, 24)):
        image = stone(image, x, y, w, w * 0.6, (108, 114, 116), rng)
    save(image, "hardscape.jpg", 76)


def tea(name, seed, tint, count):
    rng = random.Random(seed)
    image = water(tint[0], tint[1], tint[2], 0.68)

    def roots(pen):
        for x in (120, 300, 520, 800, 900):
            branch(pen, x, -20, -math.pi / 2 + rng.uniform(-0.5, 0.5), rng.uniform(360, 520), rng.uniform(12, 22), (64, 36, 18), rng, 1)
    image = blur_layer(image, roots, 5, 0.7)
    image = ground(image, (196, 150, 92), (150, 98, 48), [520, 500, 506, 488, 510])

    def wood(pen):
        branch(pen, 960, 380, 2.75, 760, 46, (70, 42, 24), rng)
        branch(pen, -20, 480, 0.5, 520, 30, (66, 40, 22), rng)
    image = blur_layer(image, wood, 0.8)

    def paint(pen):
        leaf_litter(pen, 120, 505, 600, rng)
        for _ in range(count):
            x = rng.gauss(430, 150)
            fish(pen, x, 320 + rng.gauss(0, 46), rng.uniform(30, 42), (70, 60, 62), (88, 214, 236), (206, 62, 48), 1)
    save(blur_layer(image, paint, 0.5), name, 74)


def chart(name, title, x_label, y_label, xs, series, y_max, ticks):
    """A line chart on paper: `series` is name, colour, points."""
    w, h, s = 900, 520, 2
    image = Image.new("RGB", (w * s, h * s), (250, 248, 240))
    pen = ImageDraw.Draw(image)
    font = lambda n: ImageFont.load_default(n * s)
    left, right, top, bottom = 80, 860, 70, 440
    px = lambda x: (left + (x - xs[0]) / (xs[1] - xs[0]) * (right - left)) * s
    py = lambda y: (bottom - y / y_max * (bottom - top)) * s
    ink, faint = (23, 49, 45), (214, 218, 206)
    pen.text((left * s, 8 * s), title, font=font(24), fill=ink)
    for v in ticks[1]:
        pen.line([(left * s, py(v)), (right * s, py(v))], fill=faint, width=s)
        pen.text(((left - 12) * s, py(v)), str(v), font=font(17), fill=ink, anchor="rm")
    for v in ticks[0]:
        pen.text((px(v), (bottom + 12) * s), str(v), font=font(17), fill=ink, anchor="ma")
    pen.line([(left * s, bottom * s), (right * s, bottom * s)], fill=ink, width=2 * s)
    pen.text((((left + right) / 2) * s, (bottom + 42) * s), x_label, font=font(17), fill=ink, anchor="ma")
    pen.text((left * s, (top - 16) * s), y_label, font=font(15), fill=(85, 112, 106), anchor="ls")
    for label, colour, points, spot in series:
        pen.line([(px(x), py(y)) for x, y in points], fill=colour, width=4 * s, joint="curve")
        for x, y in points:
            pen.ellipse([px(x) - 5 * s, py(y) - 5 * s, px(x) + 5 * s, py(y) + 5 * s], fill=colour)
        pen.text((px(spot[0]), py(spot[1])), label, font=font(18), fill=colour, anchor="ls")
    image = image.resize((w, h), Image.Resampling.LANCZOS).quantize(64)
    image.save(os.path.join(HERE, name), optimize=True)


def logo():
    image = Image.new("RGB", (720, 240), (246, 244, 236))
    pen = ImageDraw.Draw(image)
    for k, y in enumerate((150, 168, 186)):
        pen.line([(40 + x, y + math.sin(x / 26 + k) * 5) for x in range(0, 150, 3)], fill=mix((13, 74, 67), (140, 190, 176), k / 3), width=7, joint="curve")
    leaf(pen, 112, 146, 1.25, 92, 34, (77, 140, 87), (200, 224, 180))
    leaf(pen, 112, 146, 2.1, 64, 24, (58, 116, 72))
    pen.text((228, 120), "Still Water", font=ImageFont.load_default(92), fill=(13, 74, 67), anchor="lm")
    image.resize((360, 120), Image.Resampling.LANCZOS).quantize(48).save(os.path.join(HERE, "logo.png"), optimize=True)


def main():
    co2_diffuser()
    hillside()
    stems()
    epiphytes()
    shrimp()
    hardscape()
    tea("blackwater.jpg", 31, ((222, 158, 74), (74, 34, 12), (255, 214, 136)), 26)
    tea("igarape.jpg", 47, ((186, 118, 48), (52, 24, 10), (250, 196, 104)), 12)
    chart("light-depth.png", "PAR under one lamp", "distance below the surface, cm", "micromoles per square metre and second",
          (0, 40), [("PAR", (201, 138, 60), [(0, 120), (10, 84), (20, 62), (30, 48), (40, 38)], (21, 70))], 140,
          ((0, 10, 20, 30, 40), (0, 20, 40, 60, 80, 100, 120)))
    chart("nitrogen-cycle.png", "Six weeks of a fishless start", "day", "mg per litre", (0, 42), [
        ("ammonia", (190, 80, 62), [(0, 2), (4, 2), (8, 2), (12, 1.7), (16, 0.8), (20, 0.3), (24, 0.1), (30, 0), (42, 0)], (1, 2.5)),
        ("nitrite", (201, 138, 60), [(0, 0), (8, 0.2), (12, 1), (16, 3), (20, 5.2), (24, 6.4), (28, 6), (32, 3), (36, 0.6), (39, 0), (42, 0)], (17, 6.4)),
        ("nitrate", (46, 116, 88), [(0, 0), (12, 0), (16, 0.5), (20, 1.6), (24, 3.4), (28, 6), (32, 10), (36, 13.4), (42, 15.5)], (29, 10.6)),
    ], 18, ((0, 7, 14, 21, 28, 35, 42), (0, 3, 6, 9, 12, 15, 18)))
    logo()


if __name__ == "__main__":
    main()
