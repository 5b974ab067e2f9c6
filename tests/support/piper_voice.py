"""A real Piper voice of 3 kB, made of nothing: each phoneme is a tone of 46 ms, spaces and commas are silences."""

from __future__ import annotations

import json
from pathlib import Path

RATE_HZ, HOP = 22050, 256
COMMA_FRAMES, PHONEME_FRAMES = 20, 4
SILENT = {"_": 1, "^": 1, "$": 1, " ": 1, "ˈ": 1, "ˌ": 1, "ː": 1, ".": 30, "?": 30, "!": 30, ",": COMMA_FRAMES}
"""Frames of HOP samples that a silent phoneme lasts."""

MODEL = """
<ir_version: 8, opset_import: ["": 15]>
tones (int64[1, N] input, int64[1] input_lengths, float[3] scales) => (float[1, 1, T] output)
<float[S] frames, float[S] pitch, float[1, H] inner, int64[1] first, int64[1] second, int64 one, int64 zero,
 float nothing, float step, float hop, int64[3] shape>
{
  ids = Squeeze (input, first)
  own = Gather (frames, ids)
  scale = Gather (scales, one)
  wide = Mul (own, scale)
  w_ceil = Ceil (wide)
  ends = CumSum (w_ceil, zero)
  total = ReduceSum <keepdims = 0> (w_ceil)
  moments = Range (nothing, total, step)
  row = Unsqueeze (ends, first)
  column = Unsqueeze (moments, second)
  passed = LessOrEqual (row, column)
  counted = Cast <to = 7> (passed)
  index = ReduceSum <keepdims = 0> (counted, second)
  sounding = Gather (ids, index)
  turn = Gather (pitch, sounding)
  begin = Mul (column, hop)
  at = Add (begin, inner)
  tone = Unsqueeze (turn, second)
  phase = Mul (tone, at)
  wave = Sin (phase)
  output = Reshape (wave, shape)
}
"""


def write_voice(path: Path, language: str = "fr_FR", espeak: str = "fr") -> Path:
    """Write the voice and the JSON beside it; returns `path`. Needs piper-tts and onnx."""
    import numpy as np
    import onnx
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP as IDS

    size = max(numbers[0] for numbers in IDS.values()) + 1
    frames, pitch = np.full(size, PHONEME_FRAMES, np.float32), np.full(size, 0.1, np.float32)
    for phoneme, count in SILENT.items():
        frames[IDS[phoneme][0]], pitch[IDS[phoneme][0]] = count, 0
    model = onnx.parser.parse_model(MODEL)
    del model.graph.initializer[:]
    constants = {
        "frames": frames,
        "pitch": pitch,
        "inner": np.arange(HOP, dtype=np.float32)[None],
        "first": np.array([0], np.int64),
        "second": np.array([1], np.int64),
        "one": np.array(1, np.int64),
        "zero": np.array(0, np.int64),
        "nothing": np.array(0, np.float32),
        "step": np.array(1, np.float32),
        "hop": np.array(HOP, np.float32),
        "shape": np.array([1, 1, -1], np.int64),
    }
    model.graph.initializer.extend(onnx.numpy_helper.from_array(value, name) for name, value in constants.items())
    del model.graph.value_info[:]
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    config = {
        "audio": {"sample_rate": RATE_HZ},
        "espeak": {"voice": espeak},
        "language": {"code": language},
        "num_symbols": size,
        "num_speakers": 1,
        "phoneme_type": "espeak",
        "phoneme_id_map": IDS,
    }
    Path(f"{path}.json").write_text(json.dumps(config), encoding="utf-8")
    return path
