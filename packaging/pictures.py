"""Draws the program's icon in every size that the systems want, from its one drawing.

python packaging/pictures.py FOLDER
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = tuple((size, size) for size in SIZES if size <= 256)
DRAWING = Path(__file__).parents[1] / "resources" / "program" / "dmedesk.svg"


def main() -> None:
    """Write ``dmedesk-SIZE.png``, ``dmedesk.ico`` and ``dmedesk.icns`` into the folder named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication(sys.argv)
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(folder / f"dmedesk-{size}.png"))
    application.quit()
    largest = Image.open(folder / "dmedesk-512.png")
    largest.save(folder / "dmedesk.ico", sizes=WINDOWS_SIZES)
    largest.save(folder / "dmedesk.icns")


if __name__ == "__main__":
    main()
