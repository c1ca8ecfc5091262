"""Compute the sketches of photographs taken in before sketches were kept. Can be stopped and run again."""

from django.core.management.base import BaseCommand, CommandParser

from documents import lookalikes
from documents.models import EvidenceFile

BATCH = 200


class Command(BaseCommand):
    help = "为以前上传的照片计算图像指纹，并找出相同、相似的照片；可以中断后再运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--county", default="", help="只算这个县（6位区划代码）")

    def handle(self, *args, county: str, **options) -> None:
        waiting = EvidenceFile.objects.filter(sketch="")
        waiting = waiting.filter(county=county) if county else waiting
        done = alike = lost = last = 0
        while batch := list(waiting.filter(pk__gt=last).order_by("pk")[:BATCH]):
            for file in batch:
                try:
                    alike += lookalikes.sketch(file) if file.is_image else lookalikes.remember(file, ())
                    done += 1
                except OSError as error:
                    lost += 1
                    self.stderr.write(f"{file.pk} {file.name}：打不开（{error}），请检查存储。")
            last = batch[-1].pk
        self.stdout.write(f"已算 {done} 份，其中与已有照片相同或相似 {alike} 对，打不开 {lost} 份。")
