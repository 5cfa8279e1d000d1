<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Changes</name>
    <message>
        <source>tags of %1 images: right about %2</source>
        <translation>Tags von %1 Bildern: richtig bei %2</translation>
    </message>
    <message>
        <source>tags of %1 images:%2</source>
        <translation>Tags von %1 Bildern:%2</translation>
    </message>
    <message>
        <source>add class %1</source>
        <translation>Klasse %1 hinzufügen</translation>
    </message>
    <message>
        <source>rename class %1 to %2</source>
        <translation>Klasse %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>key of class %1</source>
        <translation>Taste der Klasse %1</translation>
    </message>
    <message>
        <source>colour of class %1</source>
        <translation>Farbe der Klasse %1</translation>
    </message>
    <message>
        <source>colours of %1 classes</source>
        <translation>Farben von %1 Klassen</translation>
    </message>
    <message>
        <source>order of the classes</source>
        <translation>Reihenfolge der Klassen</translation>
    </message>
    <message>
        <source>merge class %1 into %2</source>
        <translation>Klasse %1 mit %2 zusammenführen</translation>
    </message>
    <message>
        <source>remove class %1</source>
        <translation>Klasse %1 entfernen</translation>
    </message>
</context>
<context>
    <name>CurveData</name>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>auxiliary CAM</source>
        <translation>Hilfs-CAM</translation>
    </message>
    <message>
        <source>segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <source>%1, teacher</source>
        <translation>%1, Lehrer</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>classification</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <source>affinity</source>
        <translation>Affinität</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>evidence margin</source>
        <translation>Belege, Klassifikator</translation>
    </message>
    <message>
        <source>FSR, class token</source>
        <translation>FSR, Klassentoken</translation>
    </message>
    <message>
        <source>FSR, patches</source>
        <translation>FSR, Patches</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>a few seconds left</source>
        <translation>noch ein paar Sekunden</translation>
    </message>
    <message>
        <source>about %1 seconds left</source>
        <translation>noch etwa %1 Sekunden</translation>
    </message>
    <message>
        <source>about 1 minute left</source>
        <translation>noch etwa 1 Minute</translation>
    </message>
    <message>
        <source>about %1 minutes left</source>
        <translation>noch etwa %1 Minuten</translation>
    </message>
    <message>
        <source>about 1 hour left</source>
        <translation>noch etwa 1 Stunde</translation>
    </message>
    <message>
        <source>about %1 hours left</source>
        <translation>noch etwa %1 Stunden</translation>
    </message>
    <message>
        <source>about 1 day left</source>
        <translation>noch etwa 1 Tag</translation>
    </message>
    <message>
        <source>about %1 days left</source>
        <translation>noch etwa %1 Tage</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1%2 of %3</source>
        <translation>%1%2 von %3</translation>
    </message>
    <message>
        <source>: </source>
        <translation>: </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
</context>
<context>
    <name>ImageLayers</name>
    <message>
        <source>CAM label (%1)</source>
        <translation>CAM-Label (%1)</translation>
    </message>
    <message>
        <source>The class with the highest CAM, where it is high enough</source>
        <translation>Die Klasse mit der höchsten CAM, wo sie hoch genug ist</translation>
    </message>
    <message>
        <source>Pseudo-label (%1)</source>
        <translation>Pseudolabel (%1)</translation>
    </message>
    <message>
        <source>Segmentation (%1)</source>
        <translation>Segmentierung (%1)</translation>
    </message>
    <message>
        <source>CAM (%1)</source>
        <translation>CAM (%1)</translation>
    </message>
    <message>
        <source>Auxiliary CAM (%1)</source>
        <translation>Hilfs-CAM (%1)</translation>
    </message>
    <message>
        <source>Made in closed form from an encoder and the tags, without training</source>
        <translation>In geschlossener Form aus einem Encoder und den Tags gemacht, ohne Training</translation>
    </message>
    <message>
        <source>Class activation map: where the classifier sees a class</source>
        <translation>Class Activation Map: wo der Klassifikator eine Klasse sieht</translation>
    </message>
    <message>
        <source>Class activation map of the auxiliary classifier, a few blocks before the last</source>
        <translation>Class Activation Map des Hilfsklassifikators, ein paar Blöcke vor dem letzten</translation>
    </message>
    <message>
        <source>Pseudo-label: the CAM moved to the edges of the photo; the network learns from it</source>
        <translation>Pseudolabel: die an die Kanten des Fotos angepasste CAM; daraus lernt das Netz</translation>
    </message>
    <message>
        <source>What the segmentation decoder says, pixel by pixel</source>
        <translation>Was der Segmentierungs-Decoder sagt, Pixel für Pixel</translation>
    </message>
    <message>
        <source>Labels that were corrected by hand</source>
        <translation>Von Hand korrigierte Labels</translation>
    </message>
    <message>
        <source>Masks that people made, where the data has them</source>
        <translation>Von Menschen gemachte Masken, wo die Daten sie haben</translation>
    </message>
    <message>
        <source>Labels that were read from files</source>
        <translation>Aus Dateien gelesene Labels</translation>
    </message>
    <message>
        <source>What people said: strokes, points and accepted labels, nothing elsewhere</source>
        <translation>Was Menschen gesagt haben: Striche, Punkte und angenommene Labels, sonst nichts</translation>
    </message>
</context>
<context>
    <name>ImportPlan</name>
    <message>
        <source>Labels of %1 images of this project will come in.</source>
        <translation>Labels von %1 Bildern dieses Projekts werden übernommen.</translation>
    </message>
    <message>
        <source>%1 of these images have labels in this layer, which are replaced.</source>
        <translation>%1 dieser Bilder haben in dieser Ebene schon Labels; sie werden ersetzt.</translation>
    </message>
    <message>
        <source>New classes: %1.</source>
        <translation>Neue Klassen: %1.</translation>
    </message>
    <message>
        <source>%1 counts as %2 by now.</source>
        <translation>%1 zählt inzwischen als %2.</translation>
    </message>
    <message>
        <source>It does not name its classes: they are those of the project, in their order.</source>
        <translation>Die Klassen sind nicht benannt: Es sind die des Projekts in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>Tags, splits and photos of the other program stay there.</source>
        <translation>Tags, Splits und Fotos des anderen Programms bleiben dort.</translation>
    </message>
    <message>
        <source>%1: of no image of the project, or of several</source>
        <translation>%1: gehört zu keinem Bild des Projekts oder zu mehreren</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Open for reading only: %1</source>
        <translation>Nur zum Lesen geöffnet: %1</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Flood fill</source>
        <translation>Fläche füllen</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>Region taken</source>
        <translation>Bereich übernommen</translation>
    </message>
    <message>
        <source>Score taken</source>
        <translation>Score übernommen</translation>
    </message>
    <message>
        <source>Class replaced</source>
        <translation>Klasse ersetzt</translation>
    </message>
    <message>
        <source>Holes filled</source>
        <translation>Löcher gefüllt</translation>
    </message>
    <message>
        <source>Specks removed</source>
        <translation>Flecken entfernt</translation>
    </message>
    <message>
        <source>Grown</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Shrunk</source>
        <translation>Verkleinert</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>Geglättet</translation>
    </message>
    <message>
        <source>CRF</source>
        <translation>CRF</translation>
    </message>
    <message>
        <source>New labels where nobody drew</source>
        <translation>Neue Labels, wo niemand gezeichnet hat</translation>
    </message>
    <message>
        <source>Labels accepted</source>
        <translation>Labels angenommen</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Whole mask</source>
        <translation>Ganze Maske</translation>
    </message>
</context>
<context>
    <name>Percent</name>
    <message>
        <source>%1%</source>
        <translation>%1&#xa0;%</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>one image</source>
        <translation>einem Bild</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bildern</translation>
    </message>
    <message>
        <source>one edit</source>
        <translation>eine Bearbeitung</translation>
    </message>
    <message>
        <source>%1 edits of %2</source>
        <translation>%1 Bearbeitungen an %2</translation>
    </message>
    <message>
        <source>one change of tags or classes</source>
        <translation>eine Änderung von Tags oder Klassen</translation>
    </message>
    <message>
        <source>%1 changes of tags or classes</source>
        <translation>%1 Änderungen von Tags oder Klassen</translation>
    </message>
    <message>
        <source>Nothing was lost: no edit had been made.</source>
        <translation>Nichts ging verloren: Es war nichts bearbeitet worden.</translation>
    </message>
    <message>
        <source>Nothing was lost: %1.</source>
        <translation>Nichts ging verloren: %1.</translation>
    </message>
    <message>
        <source> and </source>
        <comment>between two things</comment>
        <translation> und </translation>
    </message>
    <message>
        <source>the run “%1” stands at step %2 of %3 and can be continued in Train</source>
        <translation>der Lauf „%1“ steht bei Schritt %2 von %3 und kann in Training fortgesetzt werden</translation>
    </message>
    <message>
        <source>the layer “%1” is completed when the same labels are asked for again</source>
        <translation>die Ebene „%1“ wird vervollständigt, wenn dieselben Labels noch einmal verlangt werden</translation>
    </message>
    <message>
        <source>the import of “%1” goes on when the project is opened</source>
        <translation>der Import von „%1“ geht weiter, sobald das Projekt geöffnet wird</translation>
    </message>
    <message>
        <source>Penumbra ended unexpectedly (%1).</source>
        <translation>Penumbra wurde unerwartet beendet (%1).</translation>
    </message>
    <message>
        <source>Penumbra ended unexpectedly (%1) while “%2” was open.</source>
        <translation>Penumbra wurde unerwartet beendet (%1), während „%2“ geöffnet war.</translation>
    </message>
    <message>
        <source>Unfinished: %1.</source>
        <translation>Unfertig: %1.</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>checking images</source>
        <translation>Bilder prüfen</translation>
    </message>
    <message>
        <source>drawing scenes</source>
        <translation>Szenen zeichnen</translation>
    </message>
    <message>
        <source>sub-folders</source>
        <translation>Unterordnern</translation>
    </message>
    <message>
        <source>embedded keywords</source>
        <translation>eingebetteten Stichwörtern</translation>
    </message>
    <message>
        <source>COCO instances file with compressed RLE, one annotation a class and image</source>
        <translation>COCO-Instanzdatei mit komprimierten RLE, eine Annotation pro Klasse und Bild</translation>
    </message>
    <message>
        <source>Undecided pixels become one crowd region. Objects of one class are one annotation. Tags, scores and history stay behind.</source>
        <translation>Unentschiedene Pixel werden zu einem Crowd-Bereich. Objekte einer Klasse sind eine Annotation. Tags, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>NumPy archive: an array of uint8 an image, and the names of the classes</source>
        <translation>NumPy-Archiv: ein uint8-Array pro Bild und die Namen der Klassen</translation>
    </message>
    <message>
        <source>Tags, photos, scores and history stay behind.</source>
        <translation>Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>PASCAL VOC: SegmentationClass masks, ImageSets list and class list</source>
        <translation>PASCAL VOC: SegmentationClass-Masken, ImageSets- und Klassenliste</translation>
    </message>
    <message>
        <source>results/VOC2012/Segmentation, as the VOC evaluation server takes it</source>
        <translation>results/VOC2012/Segmentation, wie es der VOC-Auswertungsserver annimmt</translation>
    </message>
    <message>
        <source>Undecided pixels become background, and class names are not written. Tags, photos, scores and history stay behind.</source>
        <translation>Unentschiedene Pixel werden Hintergrund, und Klassennamen werden nicht geschrieben. Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>closed-form start</source>
        <translation>Start in geschlossener Form</translation>
    </message>
    <message>
        <source>fitting</source>
        <translation>Anpassen</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>instant labels</source>
        <translation>Sofort-Labels</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>comparing photos</source>
        <translation>Fotos vergleichen</translation>
    </message>
    <message>
        <source>reading photos</source>
        <translation>Fotos lesen</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>importing labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>relinking</source>
        <translation>Neu verknüpfen</translation>
    </message>
    <message>
        <source>looking for photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>training the demo encoder</source>
        <translation>Demo-Encoder trainieren</translation>
    </message>
    <message>
        <source>fraction of the run</source>
        <translation>Anteil des Laufs</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>Länge des Laufs</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>Bilder pro Schritt</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Seed of everything that is drawn</source>
        <translation>Seed von allem, was gezogen wird</translation>
    </message>
    <message>
        <source>checkpoint_every</source>
        <translation>Checkpoint alle</translation>
    </message>
    <message>
        <source>How often a checkpoint is written</source>
        <translation>Wie oft ein Checkpoint geschrieben wird</translation>
    </message>
    <message>
        <source>validate_every</source>
        <translation>Validierung alle</translation>
    </message>
    <message>
        <source>How often the validation split is measured; 0: never</source>
        <translation>Wie oft der Validierungs-Split gemessen wird; 0: nie</translation>
    </message>
    <message>
        <source>preview_every</source>
        <translation>Vorschau alle</translation>
    </message>
    <message>
        <source>How often CAM, uncertain region and pseudo-label of the preview images are kept; 0: never</source>
        <translation>Wie oft CAM, unsicherer Bereich und Pseudolabel der Vorschaubilder festgehalten werden; 0: nie</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Size of the vision transformer</source>
        <translation>Größe des Vision Transformers</translation>
    </message>
    <message>
        <source>image_size</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Side of the square images that are trained on; a multiple of 16</source>
        <translation>Seite der quadratischen Trainingsbilder; ein Vielfaches von 16</translation>
    </message>
    <message>
        <source>decoder_width</source>
        <translation>Breite des Decoders</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Hidden width of the segmentation decoder</source>
        <translation>Verborgene Breite des Segmentierungs-Decoders</translation>
    </message>
    <message>
        <source>projector_hidden</source>
        <translation>Projektor, verborgen</translation>
    </message>
    <message>
        <source>Hidden width of the projector</source>
        <translation>Verborgene Breite des Projektors</translation>
    </message>
    <message>
        <source>projector_bottleneck</source>
        <translation>Projektor, Engpass</translation>
    </message>
    <message>
        <source>Width before the projector&apos;s last layer</source>
        <translation>Breite vor der letzten Schicht des Projektors</translation>
    </message>
    <message>
        <source>projector_outputs</source>
        <translation>Projektor, Ausgänge</translation>
    </message>
    <message>
        <source>Outputs of the projector</source>
        <translation>Ausgänge des Projektors</translation>
    </message>
    <message>
        <source>drop_path</source>
        <translation>Drop Path</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Stochastic depth of the last block, rising from 0</source>
        <translation>Stochastische Tiefe des letzten Blocks, von 0 ansteigend</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>classifier_init</source>
        <translation>Klassifikator-Start</translation>
    </message>
    <message>
        <source>Classifiers before the first step: random, or ridge regression on the frozen encoder</source>
        <translation>Klassifikatoren vor dem ersten Schritt: zufällig oder Ridge-Regression auf dem eingefrorenen Encoder</translation>
    </message>
    <message>
        <source>segmentation_target</source>
        <translation>Ziel der Segmentierung</translation>
    </message>
    <message>
        <source>What the segmentation learns: CAMs refined in each step, or instant labels made once</source>
        <translation>Was die Segmentierung lernt: in jedem Schritt verfeinerte CAMs oder einmal gemachte Sofort-Labels</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Times that instant labels are made during the run, each from the encoder of then</source>
        <translation>Wie oft während des Laufs Sofort-Labels gemacht werden, jeweils vom Encoder jenes Zeitpunkts</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>Optimierung</translation>
    </message>
    <message>
        <source>learning_rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Highest rate of the encoder</source>
        <translation>Höchste Rate des Encoders</translation>
    </message>
    <message>
        <source>weight_decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>Decay of weight matrices</source>
        <translation>Zerfall der Gewichtsmatrizen</translation>
    </message>
    <message>
        <source>head_rate_factor</source>
        <translation>Faktor der Köpfe</translation>
    </message>
    <message>
        <source>Rate of decoder, projector and classifiers over the encoder&apos;s</source>
        <translation>Rate von Decoder, Projektor und Klassifikatoren gegenüber der des Encoders</translation>
    </message>
    <message>
        <source>warm_up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Time over which the rate rises</source>
        <translation>Zeit, über die die Rate steigt</translation>
    </message>
    <message>
        <source>warm_up_start</source>
        <translation>Aufwärmen, Beginn</translation>
    </message>
    <message>
        <source>Factor of the rate at the first step</source>
        <translation>Faktor der Rate beim ersten Schritt</translation>
    </message>
    <message>
        <source>teacher_momentum</source>
        <translation>Momentum des Lehrers</translation>
    </message>
    <message>
        <source>How much of itself the teacher keeps at the first step; rises to 1</source>
        <translation>Wie viel der Lehrer beim ersten Schritt von sich behält; steigt auf 1</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>masked_view</source>
        <translation>Maskierte Ansicht</translation>
    </message>
    <message>
        <source>A second view with hidden blocks, and the teacher that sees them</source>
        <translation>Eine zweite Ansicht mit verdeckten Blöcken und der Lehrer, der sie sieht</translation>
    </message>
    <message>
        <source>local_views</source>
        <translation>Lokale Ansichten</translation>
    </message>
    <message>
        <source>views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Small views of parts of the image</source>
        <translation>Kleine Ansichten von Teilen des Bildes</translation>
    </message>
    <message>
        <source>local_size</source>
        <translation>Lokale Größe</translation>
    </message>
    <message>
        <source>Side of a local view</source>
        <translation>Seite einer lokalen Ansicht</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>high_threshold</source>
        <translation>Hohe Schwelle</translation>
    </message>
    <message>
        <source>CAM above which a pixel is a class</source>
        <translation>CAM, über der ein Pixel eine Klasse ist</translation>
    </message>
    <message>
        <source>low_threshold</source>
        <translation>Niedrige Schwelle</translation>
    </message>
    <message>
        <source>CAM below which a pixel is background</source>
        <translation>CAM, unter der ein Pixel Hintergrund ist</translation>
    </message>
    <message>
        <source>cam_threshold</source>
        <translation>CAM-Schwelle</translation>
    </message>
    <message>
        <source>CAM that separates class and background when labels are made</source>
        <translation>CAM, die beim Labeln Klasse und Hintergrund trennt</translation>
    </message>
    <message>
        <source>label_size</source>
        <translation>Label-Größe</translation>
    </message>
    <message>
        <source>Size that is segmented when labels are made: native, training or a number of px</source>
        <translation>Größe, in der beim Labeln segmentiert wird: native, training oder eine Zahl von px</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>Maskierung</translation>
    </message>
    <message>
        <source>mask_block</source>
        <translation>Maskenblock</translation>
    </message>
    <message>
        <source>Side of a block that is hidden whole</source>
        <translation>Seite eines Blocks, der ganz verdeckt wird</translation>
    </message>
    <message>
        <source>mask_ratio</source>
        <translation>Maskenanteil</translation>
    </message>
    <message>
        <source>fraction of the blocks</source>
        <translation>Anteil der Blöcke</translation>
    </message>
    <message>
        <source>Blocks hidden</source>
        <translation>Verdeckte Blöcke</translation>
    </message>
    <message>
        <source>uncertain_low</source>
        <translation>Unsicher, unten</translation>
    </message>
    <message>
        <source>Lower bound of an uncertain CAM</source>
        <translation>Untere Grenze einer unsicheren CAM</translation>
    </message>
    <message>
        <source>uncertain_high</source>
        <translation>Unsicher, oben</translation>
    </message>
    <message>
        <source>Upper bound of an uncertain CAM</source>
        <translation>Obere Grenze einer unsicheren CAM</translation>
    </message>
    <message>
        <source>uncertain_from</source>
        <translation>Unsicher, ab</translation>
    </message>
    <message>
        <source>When uncertain blocks are hidden first; random ones before</source>
        <translation>Ab wann unsichere Blöcke verdeckt werden; davor zufällige</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>classification_weight</source>
        <translation>Gewicht Klassifikation</translation>
    </message>
    <message>
        <source>Weight of the classification</source>
        <translation>Gewicht der Klassifikation</translation>
    </message>
    <message>
        <source>fsr_class_weight</source>
        <translation>Gewicht FSR, Klasse</translation>
    </message>
    <message>
        <source>Weight of the class token&apos;s self-reinforcement</source>
        <translation>Gewicht der Selbstverstärkung des Klassentokens</translation>
    </message>
    <message>
        <source>fsr_patch_weight</source>
        <translation>Gewicht FSR, Patches</translation>
    </message>
    <message>
        <source>Weight of the hidden patches&apos; self-reinforcement</source>
        <translation>Gewicht der Selbstverstärkung der verdeckten Patches</translation>
    </message>
    <message>
        <source>affinity_weight</source>
        <translation>Gewicht Affinität</translation>
    </message>
    <message>
        <source>Weight of the patch affinity</source>
        <translation>Gewicht der Patch-Affinität</translation>
    </message>
    <message>
        <source>affinity_from</source>
        <translation>Affinität ab</translation>
    </message>
    <message>
        <source>When the patch affinity starts to count</source>
        <translation>Ab wann die Patch-Affinität zählt</translation>
    </message>
    <message>
        <source>segmentation_weight</source>
        <translation>Gewicht Segmentierung</translation>
    </message>
    <message>
        <source>Weight of the segmentation</source>
        <translation>Gewicht der Segmentierung</translation>
    </message>
    <message>
        <source>segmentation_from</source>
        <translation>Segmentierung ab</translation>
    </message>
    <message>
        <source>When the segmentation starts to count</source>
        <translation>Ab wann die Segmentierung zählt</translation>
    </message>
    <message>
        <source>energy_weight</source>
        <translation>Gewicht Energie</translation>
    </message>
    <message>
        <source>Weight of the dense energy</source>
        <translation>Gewicht der dichten Energie</translation>
    </message>
    <message>
        <source>energy_from</source>
        <translation>Energie ab</translation>
    </message>
    <message>
        <source>When the dense energy starts to count</source>
        <translation>Ab wann die dichte Energie zählt</translation>
    </message>
    <message>
        <source>teacher_temperature_start</source>
        <translation>Lehrertemperatur, Beginn</translation>
    </message>
    <message>
        <source>Softmax temperature of the teacher at the first step</source>
        <translation>Softmax-Temperatur des Lehrers beim ersten Schritt</translation>
    </message>
    <message>
        <source>teacher_temperature</source>
        <translation>Lehrertemperatur</translation>
    </message>
    <message>
        <source>Softmax temperature of the teacher after its warm-up</source>
        <translation>Softmax-Temperatur des Lehrers nach dem Aufwärmen</translation>
    </message>
    <message>
        <source>teacher_temperature_warm_up</source>
        <translation>Lehrertemperatur, Aufwärmen</translation>
    </message>
    <message>
        <source>Time over which the teacher&apos;s temperature rises</source>
        <translation>Zeit, über die die Temperatur des Lehrers steigt</translation>
    </message>
    <message>
        <source>student_temperature</source>
        <translation>Schülertemperatur</translation>
    </message>
    <message>
        <source>Softmax temperature of the student</source>
        <translation>Softmax-Temperatur des Schülers</translation>
    </message>
    <message>
        <source>centre_momentum</source>
        <translation>Momentum der Zentren</translation>
    </message>
    <message>
        <source>How much of the teacher&apos;s centres is kept a step</source>
        <translation>Wie viel von den Zentren des Lehrers pro Schritt erhalten bleibt</translation>
    </message>
    <message>
        <source>trying a few steps</source>
        <translation>ein paar Schritte versuchen</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>Validieren</translation>
    </message>
    <message>
        <source>Tags, scores and history stay behind.</source>
        <translation>Tags, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>Cityscapes: labelIds, labelTrainIds and colour PNGs, and JSON polygons in gtFine/</source>
        <translation>Cityscapes: labelIds-, labelTrainIds- und Farb-PNGs und JSON-Polygone in gtFine/</translation>
    </message>
    <message>
        <source>Where the classes are the 19 of Cityscapes, background becomes undecided (&apos;unlabeled&apos;). Tags, photos, scores and history stay behind.</source>
        <translation>Sind die Klassen die 19 von Cityscapes, wird Hintergrund unentschieden („unlabeled“). Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>COCO panoptic: PNGs whose colours are segments, and a JSON file</source>
        <translation>COCO panoptic: PNGs, deren Farben Segmente sind, und eine JSON-Datei</translation>
    </message>
    <message>
        <source>Objects of one class are one segment. Tags, photos, scores and history stay behind.</source>
        <translation>Objekte einer Klasse sind ein Segment. Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>CVAT for images 1.1: an XML file with a mask a class and image</source>
        <translation>CVAT for images 1.1: eine XML-Datei mit einer Maske pro Klasse und Bild</translation>
    </message>
    <message>
        <source>Objects of one class are one mask. Tags, photos, scores and history stay behind.</source>
        <translation>Objekte einer Klasse sind eine Maske. Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>Datumaro: annotations/SPLIT.json with a mask a class and image</source>
        <translation>Datumaro: annotations/SPLIT.json mit einer Maske pro Klasse und Bild</translation>
    </message>
    <message>
        <source>Grey PNG masks whose levels are the labels, and CSV lists of classes and images</source>
        <translation>Graue PNG-Masken, deren Stufen die Labels sind, und CSV-Listen von Klassen und Bildern</translation>
    </message>
    <message>
        <source>Hugging Face image folder: masks, and metadata.jsonl with photo and tags of each</source>
        <translation>Hugging-Face-Bildordner: Masken und metadata.jsonl mit Foto und Tags zu jeder</translation>
    </message>
    <message>
        <source>Photos, scores and history stay behind; the masks are the images of the folder.</source>
        <translation>Fotos, Scores und Historie bleiben zurück; die Masken sind die Bilder des Ordners.</translation>
    </message>
    <message>
        <source>Label Studio JSON: a brush stroke a class and image, its classes as choices</source>
        <translation>Label-Studio-JSON: ein Pinselstrich pro Klasse und Bild, seine Klassen als Auswahl</translation>
    </message>
    <message>
        <source>Objects of one class are one stroke. Photos, scores and history stay behind.</source>
        <translation>Objekte einer Klasse sind ein Strich. Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>labelme: a JSON file an image with a mask a class, to lie beside the photos</source>
        <translation>labelme: eine JSON-Datei pro Bild mit einer Maske pro Klasse, neben die Fotos zu legen</translation>
    </message>
    <message>
        <source>MMSegmentation folder with reduce_zero_label=True, as ADE20K: 0 is undecided</source>
        <translation>MMSegmentation-Ordner mit reduce_zero_label=True, wie ADE20K: 0 ist unentschieden</translation>
    </message>
    <message>
        <source>MMSegmentation folder with reduce_zero_label=False: 0 is background</source>
        <translation>MMSegmentation-Ordner mit reduce_zero_label=False: 0 ist Hintergrund</translation>
    </message>
    <message>
        <source>YOLO segmentation: data.yaml and a polygon a line and region in labels/</source>
        <translation>YOLO-Segmentierung: data.yaml und ein Polygon pro Zeile und Bereich in labels/</translation>
    </message>
    <message>
        <source>Undecided pixels become background. Tags, photos, scores and history stay behind.</source>
        <translation>Unentschiedene Pixel werden Hintergrund. Tags, Fotos, Scores und Historie bleiben zurück.</translation>
    </message>
    <message>
        <source>taking in what was said</source>
        <translation>Gesagtes wird aufgenommen</translation>
    </message>
    <message>
        <source>simulating a person</source>
        <translation>Ein Mensch wird simuliert</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>evidence_weight</source>
        <translation>Gewicht Belege</translation>
    </message>
    <message>
        <source>Weight of the segmentation at pixels of which a person said the class</source>
        <translation>Gewicht der Segmentierung an Pixeln, deren Klasse ein Mensch genannt hat</translation>
    </message>
    <message>
        <source>evidence_margin_weight</source>
        <translation>Gewicht Belege Klassifikatoren</translation>
    </message>
    <message>
        <source>evidence_repeat</source>
        <translation>Wiederholung Belege</translation>
    </message>
    <message>
        <source>times</source>
        <translation>mal</translation>
    </message>
    <message>
        <source>How often an image with evidence is drawn for one without</source>
        <translation>Wie oft ein Bild mit Belegen gezogen wird, bis eines ohne an der Reihe ist</translation>
    </message>
    <message>
        <source>Weight of the classifiers at patches of which a person said the class; with both weights 0 evidence plays no part</source>
        <translation>Gewicht der Klassifikatoren an Patches, deren Klasse ein Mensch genannt hat; sind beide Gewichte 0, spielen Belege keine Rolle</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::AboutDialog</name>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>Text der Lizenz</translation>
    </message>
    <message>
        <source>About Penumbra</source>
        <translation>Über Penumbra</translation>
    </message>
    <message>
        <source>Version, licence and libraries</source>
        <translation>Version, Lizenz und Bibliotheken</translation>
    </message>
    <message>
        <source>Turns tags of photos into segmentation masks.</source>
        <translation>Macht aus Tags von Fotos Segmentierungsmasken.</translation>
    </message>
    <message>
        <source>Penumbra is free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes without any warranty.</source>
        <translation>Penumbra ist freie Software unter der GNU General Public License, Version 3 oder später (GPL-3.0-or-later). Es kommt ohne jede Gewähr.</translation>
    </message>
    <message>
        <source>It works with these libraries:</source>
        <translation>Es arbeitet mit diesen Bibliotheken:</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy version and libraries, e.g. for a report of a fault</source>
        <translation>Version und Bibliotheken kopieren, z. B. für eine Fehlermeldung</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Canvas</name>
    <message>
        <source>Photo with layers</source>
        <translation>Foto mit Ebenen</translation>
    </message>
    <message>
        <source>Fit the photo to the window</source>
        <translation>Foto in das Fenster einpassen</translation>
    </message>
    <message>
        <source>Show the photo at 100%</source>
        <translation>Foto in 100&#xa0;% zeigen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Show the bare photo while the key is held</source>
        <translation>Nur das Foto zeigen, solange die Taste gedrückt ist</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CheckTagsBar</name>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Check tags: take the proposal</source>
        <translation>Tags prüfen: Vorschlag übernehmen</translation>
    </message>
    <message>
        <source>No tags are contradicted. Scores come from labelling with a trained run; bare encoder weights give none.</source>
        <translation>Keinem Tag wird widersprochen. Scores entstehen beim Labeln mit einem trainierten Lauf; Encoder-Gewichte allein liefern keine.</translation>
    </message>
    <message>
        <source>Take (Y)</source>
        <translation>Übernehmen (Y)</translation>
    </message>
    <message>
        <source>Refuse (N)</source>
        <translation>Ablehnen (N)</translation>
    </message>
    <message>
        <source>Check tags: refuse the proposal</source>
        <translation>Tags prüfen: Vorschlag ablehnen</translation>
    </message>
    <message>
        <source>Nothing is proposed for this image.</source>
        <translation>Für dieses Bild wird nichts vorgeschlagen.</translation>
    </message>
    <message>
        <source>The tag &lt;b&gt;%1&lt;/b&gt; is in doubt: the classifier hardly sees it (%2% sure). %3 left to check.</source>
        <translation>Der Tag &lt;b&gt;%1&lt;/b&gt; ist zweifelhaft: Der Klassifikator erkennt ihn kaum (zu %2&#xa0;% sicher). Noch %3 zu prüfen.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; is no tag, but the classifier sees it (%2% sure). %3 left to check.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; ist kein Tag, aber der Klassifikator sieht es (zu %2&#xa0;% sicher). Noch %3 zu prüfen.</translation>
    </message>
    <message>
        <source>Remove %1 (Y)</source>
        <translation>%1 entfernen (Y)</translation>
    </message>
    <message>
        <source>Add %1 (Y)</source>
        <translation>%1 hinzufügen (Y)</translation>
    </message>
    <message>
        <source>Keep it (N)</source>
        <translation>Behalten (N)</translation>
    </message>
    <message>
        <source>Not in it (N)</source>
        <translation>Nicht darin (N)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassDecision</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a class</source>
        <translation>Eine Klasse wählen</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Zusammenführen mit</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>ignore: neither a class nor background</source>
        <translation>ignorieren: weder Klasse noch Hintergrund</translation>
    </message>
    <message>
        <source>What its labels become</source>
        <translation>Was aus ihren Labels wird</translation>
    </message>
    <message>
        <source>Merge %1 into</source>
        <translation>%1 überführen in</translation>
    </message>
    <message>
        <source>Remove %1; its labels become</source>
        <translation>%1 entfernen; ihre Labels werden</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Überführen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Then it says here what that does.</source>
        <translation>Dann steht hier, was das bewirkt.</translation>
    </message>
    <message>
        <source>Its labels, on at least %1 images so far, show as %2.</source>
        <translation>Ihre Labels, bisher auf mindestens %1 Bildern, erscheinen als %2.</translation>
    </message>
    <message>
        <source>No label has it.</source>
        <translation>Kein Label hat sie.</translation>
    </message>
    <message>
        <source>Its labels, on one image, show as %1.</source>
        <translation>Ihre Labels, auf einem Bild, erscheinen als %1.</translation>
    </message>
    <message>
        <source>Its labels, on %1 images, show as %2.</source>
        <translation>Ihre Labels, auf %1 Bildern, erscheinen als %2.</translation>
    </message>
    <message>
        <source>Its images are being counted.</source>
        <translation>Ihre Bilder werden gezählt.</translation>
    </message>
    <message>
        <source>No image is tagged with it.</source>
        <translation>Kein Bild hat sie als Tag.</translation>
    </message>
    <message>
        <source>One image tagged with it gets the tag %1.</source>
        <translation>Ein Bild mit diesem Tag bekommt den Tag %1.</translation>
    </message>
    <message>
        <source>%1 images tagged with it get the tag %2.</source>
        <translation>%1 Bilder mit diesem Tag bekommen den Tag %2.</translation>
    </message>
    <message>
        <source>%1 of them have it already.</source>
        <translation>%1 davon haben ihn schon.</translation>
    </message>
    <message>
        <source>Undo brings everything back.</source>
        <translation>Zurücknehmen bringt alles wieder.</translation>
    </message>
    <message>
        <source>One image loses the tag.</source>
        <translation>Ein Bild verliert den Tag.</translation>
    </message>
    <message>
        <source>%1 images lose the tag.</source>
        <translation>%1 Bilder verlieren den Tag.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassFiguresModel</name>
    <message>
        <source>Classes that either layer has</source>
        <translation>Klassen, die eine der Ebenen hat</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Intersection over union of the pixels of all images</source>
        <translation>Intersection over Union der Pixel aller Bilder</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of the class</source>
        <translation>IoU der Streifen entlang der Umrisse der Klasse</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Gain of IoU against the truth, in percentage points</source>
        <translation>Gewinn an IoU gegen die Ground Truth, in Prozentpunkten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>%1: not in the reference, so it counts for no mean</source>
        <translation>%1: nicht in der Referenz, zählt daher in keinem Mittel</translation>
    </message>
    <message>
        <source>%1: %2 pixels in the reference</source>
        <translation>%1: %2 Pixel in der Referenz</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassList</name>
    <message>
        <source>Classes of the image</source>
        <translation>Klassen des Bildes</translation>
    </message>
    <message>
        <source>Point at a class to see it alone. In per cent: how sure the classifier is that it is in the photo</source>
        <translation>Auf eine Klasse zeigen, um sie allein zu sehen. In Prozent: wie sicher der Klassifikator ist, dass sie auf dem Foto ist</translation>
    </message>
    <message>
        <source>Change the class…</source>
        <translation>Klasse ändern…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassManager</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>The classes have another order</source>
        <translation>Die Klassen haben eine andere Reihenfolge</translation>
    </message>
    <message>
        <source>%1 is %2 now</source>
        <translation>%1 ist jetzt %2</translation>
    </message>
    <message>
        <source>%1 is no class any more</source>
        <translation>%1 ist keine Klasse mehr</translation>
    </message>
    <message>
        <source>%1 of at most %2 classes</source>
        <translation>%1 von höchstens %2 Klassen</translation>
    </message>
    <message>
        <source> · %1 fit the filter</source>
        <translation> · %1 passen zum Filter</translation>
    </message>
    <message>
        <source> · read only</source>
        <translation> · nur lesen</translation>
    </message>
    <message>
        <source>%1 is a class now</source>
        <translation>%1 ist jetzt eine Klasse</translation>
    </message>
    <message>
        <source>The class is called %1 now</source>
        <translation>Die Klasse heißt jetzt %1</translation>
    </message>
    <message>
        <source>%1 has no key any more</source>
        <translation>%1 hat keine Taste mehr</translation>
    </message>
    <message>
        <source>%1 chooses %2 now</source>
        <translation>%1 wählt jetzt %2</translation>
    </message>
    <message>
        <source>%1 chooses %2 now, and %3 no more</source>
        <translation>%1 wählt jetzt %2 und nicht mehr %3</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>Farbe von %1</translation>
    </message>
    <message>
        <source>%1 has another colour</source>
        <translation>%1 hat eine andere Farbe</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Eine Klasse suchen</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Name einer neuen Klasse</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>Klasse umbenennen</translation>
    </message>
    <message>
        <source>Colour of the class…</source>
        <translation>Farbe der Klasse…</translation>
    </message>
    <message>
        <source>Key of the class…</source>
        <translation>Taste der Klasse…</translation>
    </message>
    <message>
        <source>Class up</source>
        <translation>Klasse nach oben</translation>
    </message>
    <message>
        <source>Class down</source>
        <translation>Klasse nach unten</translation>
    </message>
    <message>
        <source>Show the images with this tag</source>
        <translation>Die Bilder mit diesem Tag zeigen</translation>
    </message>
    <message>
        <source>Merge the class into…</source>
        <translation>Klasse zusammenführen mit…</translation>
    </message>
    <message>
        <source>Remove the class…</source>
        <translation>Klasse entfernen…</translation>
    </message>
    <message>
        <source>Usual colours for all classes</source>
        <translation>Übliche Farben für alle Klassen</translation>
    </message>
    <message>
        <source>All classes have their usual colours, which the colour-blind can tell apart</source>
        <translation>Alle Klassen haben ihre üblichen Farben, die auch Farbenblinde unterscheiden</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>Farbe…</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>Übliche Farben</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>Überführen in…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassModel</name>
    <message>
        <source>Its colour on screen: double-click to change it</source>
        <translation>Ihre Farbe am Bildschirm: Doppelklick ändert sie</translation>
    </message>
    <message>
        <source>Double-click to change it; drag rows to order them</source>
        <translation>Doppelklick ändert ihn; Zeilen ziehen ordnet sie</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>The key that chooses it: double-click, then press 1 to 9</source>
        <translation>Die Taste, die sie wählt: Doppelklick, dann 1 bis 9 drücken</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>How many images have the tag</source>
        <translation>Wie viele Bilder den Tag haben</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Mit Tag</translation>
    </message>
    <message>
        <source>How many images have it in their labels, in any layer</source>
        <translation>Wie viele Bilder sie in ihren Labels haben, in irgendeiner Ebene</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>Gelabelt</translation>
    </message>
    <message>
        <source>Colour of %1: %2</source>
        <translation>Farbe von %1: %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassNameDelegate</name>
    <message>
        <source>Name of the class</source>
        <translation>Name der Klasse</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassPopup</name>
    <message>
        <source>Find a class</source>
        <translation>Eine Klasse suchen</translation>
    </message>
    <message>
        <source>Classes that fit</source>
        <translation>Passende Klassen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CommandList</name>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparePage</name>
    <message>
        <source>comparing</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>comparing %1 of %2</source>
        <translation>vergleiche %1 von %2</translation>
    </message>
    <message>
        <source>stopped; R compares again</source>
        <translation>angehalten; R vergleicht neu</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Both layers side by side, at the same zoom</source>
        <translation>Beide Ebenen nebeneinander, im selben Zoom</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>Wischen</translation>
    </message>
    <message>
        <source>One layer on either side of a border that you drag</source>
        <translation>Je eine Ebene zu beiden Seiten einer Grenze, die man zieht</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>Blinken</translation>
    </message>
    <message>
        <source>One layer after the other</source>
        <translation>Eine Ebene nach der anderen</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Only what differs: wrong class, missed, invented</source>
        <translation>Nur was sich unterscheidet: falsche Klasse, übersehen, erfunden</translation>
    </message>
    <message>
        <source>Show the other layer</source>
        <translation>Die andere Ebene zeigen</translation>
    </message>
    <message>
        <source>Blink by itself</source>
        <translation>Von selbst blinken</translation>
    </message>
    <message>
        <source>Swap the layers</source>
        <translation>Ebenen tauschen</translation>
    </message>
    <message>
        <source>Next image of the list</source>
        <translation>Nächstes Bild der Liste</translation>
    </message>
    <message>
        <source>Previous image of the list</source>
        <translation>Voriges Bild der Liste</translation>
    </message>
    <message>
        <source>First image of the list</source>
        <translation>Erstes Bild der Liste</translation>
    </message>
    <message>
        <source>Show all compared images</source>
        <translation>Alle verglichenen Bilder zeigen</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>Neu vergleichen</translation>
    </message>
    <message>
        <source>Report as HTML</source>
        <translation>Bericht als HTML</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>Webseiten (*.html)</translation>
    </message>
    <message>
        <source>Write a page with figures and pictures of the worst images</source>
        <translation>Eine Seite mit Zahlen und den schlechtesten Bildern schreiben</translation>
    </message>
    <message>
        <source>Report as CSV</source>
        <translation>Bericht als CSV</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Write the figures of every image as a table</source>
        <translation>Die Zahlen jedes Bildes als Tabelle schreiben</translation>
    </message>
    <message>
        <source>The layer to judge</source>
        <translation>Die Ebene, die beurteilt wird</translation>
    </message>
    <message>
        <source>The layer that is taken to be right</source>
        <translation>Die Ebene, die als richtig gilt</translation>
    </message>
    <message>
        <source>Time of each layer</source>
        <translation>Dauer jeder Ebene</translation>
    </message>
    <message>
        <source>Time of each layer: 0.2 to 2 seconds</source>
        <translation>Dauer jeder Ebene: 0,2 bis 2 Sekunden</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>Open a project to compare its label layers.</source>
        <translation>Ein Projekt öffnen, um seine Labelebenen zu vergleichen.</translation>
    </message>
    <message>
        <source>There is nothing to compare yet: this project has no label layers.

Label the images (instant labels need no training), or import ground truth. As soon as there are two layers, they can be compared here.</source>
        <translation>Noch gibt es nichts zu vergleichen: Dieses Projekt hat keine Labelebenen.

Bilder labeln (Sofort-Labels brauchen kein Training) oder Ground Truth importieren. Sobald es zwei Ebenen gibt, lassen sie sich hier vergleichen.</translation>
    </message>
    <message>
        <source>There is nothing to compare %1 with: it is the only label layer.

Label the images in another way, train and label them, or import ground truth.</source>
        <translation>Es gibt nichts, womit sich %1 vergleichen ließe: Es ist die einzige Labelebene.

Bilder auf andere Weise labeln, trainieren und labeln oder Ground Truth importieren.</translation>
    </message>
    <message>
        <source>Choose two different layers</source>
        <translation>Zwei verschiedene Ebenen wählen</translation>
    </message>
    <message>
        <source>1 filtered image</source>
        <translation>1 gefiltertes Bild</translation>
    </message>
    <message>
        <source>%1 filtered images</source>
        <translation>%1 gefilterte Bilder</translation>
    </message>
    <message>
        <source>%1 compared</source>
        <translation>%1 verglichen</translation>
    </message>
    <message>
        <source>%1 without labels in </source>
        <translation>%1 ohne Labels in </translation>
    </message>
    <message>
        <source>%1 can&apos;t be read</source>
        <translation>%1 nicht lesbar</translation>
    </message>
    <message>
        <source>No image is chosen</source>
        <translation>Kein Bild gewählt</translation>
    </message>
    <message>
        <source>%1: no labels</source>
        <translation>%1: keine Labels</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>Bericht schreiben</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>Schreibe %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Label instantly…</source>
        <translation>Sofort labeln…</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>In Ansehen öffnen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparedImagesModel</name>
    <message>
        <source>File name of the photo</source>
        <translation>Dateiname des Fotos</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Mean over the classes of the reference of their intersection over union</source>
        <translation>Mittel der Intersection over Union über die Klassen der Referenz</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Pixels that both layers label the same</source>
        <translation>Pixel, die beide Ebenen gleich labeln</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of classes</source>
        <translation>IoU der Streifen entlang der Umrisse der Klassen</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Gain of IoU against the truth, in percentage points</source>
        <translation>Gewinn an IoU gegen die Ground Truth, in Prozentpunkten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Pixels of the chosen cell of the confusion matrix</source>
        <translation>Pixel der gewählten Zelle der Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparedImagesPanel</name>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Back to all compared images</source>
        <translation>Zurück zu allen verglichenen Bildern</translation>
    </message>
    <message>
        <source>No images</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Compared images</source>
        <translation>Verglichene Bilder</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>In Ansehen öffnen</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>Zahlen kopieren</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>nach Name</translation>
    </message>
    <message>
        <source>by name from Z to A</source>
        <translation>nach Name von Z bis A</translation>
    </message>
    <message>
        <source>the largest loss first</source>
        <translation>der größte Verlust zuerst</translation>
    </message>
    <message>
        <source>the largest gain first</source>
        <translation>der größte Gewinn zuerst</translation>
    </message>
    <message>
        <source>the fewest pixels first</source>
        <translation>die wenigsten Pixel zuerst</translation>
    </message>
    <message>
        <source>the most pixels first</source>
        <translation>die meisten Pixel zuerst</translation>
    </message>
    <message>
        <source>the worst first</source>
        <translation>die schlechtesten zuerst</translation>
    </message>
    <message>
        <source>the best first</source>
        <translation>die besten zuerst</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparisonSource</name>
    <message>
        <source>The filter lets no image through. Change it to compare images.</source>
        <translation>Der Filter lässt kein Bild durch. Ändern, um Bilder zu vergleichen.</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>Vergleiche %1 mit %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparisonView</name>
    <message>
        <source>Photo with the labels of %1</source>
        <translation>Foto mit den Labels von %1</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ConfusionModel</name>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>%1 labelled right</source>
        <translation>%1 richtig gelabelt</translation>
    </message>
    <message>
        <source>%1 left undecided</source>
        <translation>%1 unentschieden gelassen</translation>
    </message>
    <message>
        <source>%1 labelled %2</source>
        <translation>%1 als %2 gelabelt</translation>
    </message>
    <message>
        <source>%1: %2 pixels, %3 of %4, in %5</source>
        <translation>%1: %2 Pixel, %3 von %4 (%5)</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>Rows: the reference. Columns: the layer. Click a cell for the images behind it</source>
        <translation>Zeilen: die Referenz. Spalten: die Ebene. Eine Zelle anklicken für die Bilder dahinter</translation>
    </message>
    <message>
        <source>Show the images behind the cell</source>
        <translation>Die Bilder hinter der Zelle zeigen</translation>
    </message>
    <message>
        <source>Copy the matrix</source>
        <translation>Matrix kopieren</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurveLegend</name>
    <message>
        <source>Show or hide %1</source>
        <translation>%1 zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurvePanel</name>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>The losses of each step appear here.
Choose a preset and press Start.</source>
        <translation>Hier erscheinen die Verluste jedes Schritts.
Vorgabe wählen und Start drücken.</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>mIoU, %</source>
        <translation>mIoU, %</translation>
    </message>
    <message>
        <source>The mIoU of each validation appears here,
where a split has ground truth.</source>
        <translation>Hier erscheint die mIoU jeder Validierung,
wenn ein Split Ground Truth hat.</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>The learning rate of each step appears here.</source>
        <translation>Hier erscheint die Lernrate jedes Schritts.</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>images per second</source>
        <translation>Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>How many images a second the run takes appears here.</source>
        <translation>Hier erscheint, wie viele Bilder der Lauf pro Sekunde verarbeitet.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>memory, GB</source>
        <translation>Speicher, GB</translation>
    </message>
    <message>
        <source>The memory that the program holds appears here.</source>
        <translation>Hier erscheint der Speicher, den das Programm belegt.</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Other curves appear here.</source>
        <translation>Hier erscheinen andere Kurven.</translation>
    </message>
    <message>
        <source>Which plot is shown</source>
        <translation>Welche Kurve gezeigt wird</translation>
    </message>
    <message>
        <source>How much the strong line is smoothed; the values stay faint behind it</source>
        <translation>Wie stark die kräftige Linie geglättet wird; die Werte bleiben blass dahinter</translation>
    </message>
    <message>
        <source>S&amp;moothing</source>
        <translation>&amp;Glättung</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>&amp;Log axis</source>
        <translation>&amp;Log-Achse</translation>
    </message>
    <message>
        <source>Show values on a logarithmic axis; those below 0 are left out</source>
        <translation>Werte auf logarithmischer Achse zeigen; solche unter 0 fehlen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show all steps again (0 or a double click). Drag to move, turn the wheel to zoom</source>
        <translation>Wieder alle Schritte zeigen (0 oder Doppelklick). Ziehen verschiebt, das Rad zoomt</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save this plot as a picture or a table</source>
        <translation>Diese Kurve als Bild oder Tabelle speichern</translation>
    </message>
    <message>
        <source>As a picture (PNG)…</source>
        <translation>Als Bild (PNG)…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>As a page (PDF)…</source>
        <translation>Als Seite (PDF)…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>As a table (CSV)…</source>
        <translation>Als Tabelle (CSV)…</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>Alle Schritte zeigen</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>Logarithmische Achse</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>Als Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>The losses of each step appear here.
The run prepares its first.</source>
        <translation>Hier erscheinen die Verluste jedes Schritts.
Der erste wird vorbereitet.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurvePlot</name>
    <message>
        <source>Plot of %1 over steps</source>
        <translation>Kurve von %1 über die Schritte</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>best %1 at %2</source>
        <translation>bester Wert %1 bei %2</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>Schritt %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::DeviceChoice</name>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Where to compute</source>
        <translation>Wo gerechnet wird</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>Automatisch: %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::DifferenceLegend</name>
    <message>
        <source>Wrong class: filled with the class that it was taken for. Missed: hatched in the class that it has. Invented: dotted in the class that it was taken for</source>
        <translation>Falsche Klasse: gefüllt mit der Klasse, für die es gehalten wurde. Übersehen: schraffiert in der Klasse, die es hat. Erfunden: gepunktet in der Klasse, für die es gehalten wurde</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>Differenz: %1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong class</source>
        <translation>falsche Klasse</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>übersehen</translation>
    </message>
    <message>
        <source>invented</source>
        <translation>erfunden</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignoriert</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::EditWorker</name>
    <message>
        <source>The labels of this image could not be opened</source>
        <translation>Die Labels dieses Bildes konnten nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Editing</name>
    <message>
        <source>Preparing superpixels…</source>
        <translation>Superpixel werden vorbereitet…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Editor</name>
    <message>
        <source>Not saved yet: %1</source>
        <translation>Noch nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist geöffnet</translation>
    </message>
    <message>
        <source>The project is open for reading only</source>
        <translation>Das Projekt ist nur zum Lesen geöffnet</translation>
    </message>
    <message>
        <source>The photo can&apos;t be used</source>
        <translation>Das Foto ist nicht verwendbar</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Zurückgenommen: %1</translation>
    </message>
    <message>
        <source>Nothing more to undo on this image</source>
        <translation>An diesem Bild ist nichts mehr zurückzunehmen</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>Nothing more to redo on this image</source>
        <translation>An diesem Bild ist nichts mehr zu wiederholen</translation>
    </message>
    <message>
        <source>%1: nothing changed</source>
        <translation>%1: nichts geändert</translation>
    </message>
    <message>
        <source>Not saved yet, and tried again every second: %1</source>
        <translation>Noch nicht gespeichert, wird jede Sekunde neu versucht: %1</translation>
    </message>
    <message>
        <source>Everything is saved now</source>
        <translation>Jetzt ist alles gespeichert</translation>
    </message>
    <message>
        <source>Opening the labels…</source>
        <translation>Labels werden geöffnet…</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::EstimateRow</name>
    <message>
        <source>Estimate</source>
        <translation>Schätzen</translation>
    </message>
    <message>
        <source>Time and memory, from three steps</source>
        <translation>Zeit und Speicher, aus drei Schritten</translation>
    </message>
    <message>
        <source>Try three steps, to tell how long the run takes and how much memory</source>
        <translation>Drei Schritte versuchen, um Dauer und Speicher des Laufs zu sagen</translation>
    </message>
    <message>
        <source>Not while a run is under way: both would be slower</source>
        <translation>Nicht während eines Laufs: beide würden langsamer</translation>
    </message>
    <message>
        <source>Trying three steps…</source>
        <translation>Drei Schritte werden versucht…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>%1 s a step: %2 for %3 steps</source>
        <translation>%1 s pro Schritt: %2 für %3 Schritte</translation>
    </message>
    <message>
        <source>, of which %1 for the start, validation and previews</source>
        <translation>, davon %1 für Start, Validierung und Vorschauen</translation>
    </message>
    <message>
        <source>. Memory: %1</source>
        <translation>. Speicher: %1</translation>
    </message>
    <message>
        <source> of %1 free</source>
        <translation> von %1 freien</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ExportPage</name>
    <message>
        <source>Export masks</source>
        <translation>Masken exportieren</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Choose a new or empty folder</source>
        <translation>Einen neuen oder leeren Ordner wählen</translation>
    </message>
    <message>
        <source>a new or empty folder, or a new file.zip</source>
        <translation>ein neuer oder leerer Ordner oder eine neue datei.zip</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Show the files</source>
        <translation>Dateien zeigen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>the %1 of the filter</source>
        <translation>die %1 des Filters</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>the %1 selected</source>
        <translation>die %1 ausgewählten</translation>
    </message>
    <message>
        <source>split %1</source>
        <translation>Split %1</translation>
    </message>
    <message>
        <source>%1 of %2 images have labels in this layer and will be written</source>
        <translation>%1 von %2 Bildern haben Labels in dieser Ebene und werden geschrieben</translation>
    </message>
    <message>
        <source>.</source>
        <translation>.</translation>
    </message>
    <message>
        <source>: %1</source>
        <translation>: %1</translation>
    </message>
    <message>
        <source>There are no labels to export yet: label the images in Train, instantly or with a trained run.</source>
        <translation>Noch gibt es keine Labels zum Exportieren: Bilder in Training labeln, sofort oder mit einem trainierten Lauf.</translation>
    </message>
    <message>
        <source>Choose where to write to</source>
        <translation>Wählen, wohin geschrieben wird</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Exportiere…</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>Export von %1</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Geschrieben nach %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Colours of the masks</source>
        <translation>Farben der Masken</translation>
    </message>
    <message>
        <source>What a viewer shows. Programs read the numbers, which stay the same</source>
        <translation>Was ein Betrachter zeigt. Programme lesen die Zahlen, die gleich bleiben</translation>
    </message>
    <message>
        <source>as PASCAL VOC</source>
        <translation>wie PASCAL VOC</translation>
    </message>
    <message>
        <source>as in this window</source>
        <translation>wie in diesem Fenster</translation>
    </message>
    <message>
        <source>greys</source>
        <translation>Graustufen</translation>
    </message>
    <message>
        <source>Undecided pixels become background</source>
        <translation>Unentschiedene Pixel werden Hintergrund</translation>
    </message>
    <message>
        <source>Otherwise they are marked, and trainers leave them out</source>
        <translation>Sonst sind sie markiert, und Trainer lassen sie aus</translation>
    </message>
    <message>
        <source>Copy the photos, too</source>
        <translation>Auch die Fotos kopieren</translation>
    </message>
    <message>
        <source>So that the export is a data set of its own</source>
        <translation>Damit der Export ein eigener Datensatz ist</translation>
    </message>
    <message>
        <source>A list for each split</source>
        <translation>Eine Liste für jeden Split</translation>
    </message>
    <message>
        <source>Besides the one of all images that are written</source>
        <translation>Neben der Liste aller geschriebenen Bilder</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ExportPreview</name>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Photos and the masks that will be written</source>
        <translation>Fotos und die Masken, die geschrieben werden</translation>
    </message>
    <message>
        <source>About %1: %2</source>
        <translation>Etwa %1: %2</translation>
    </message>
    <message>
        <source>Some of the images appear here with the masks that will be written.</source>
        <translation>Hier erscheinen einige der Bilder mit den Masken, die geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FacetPanel</name>
    <message>
        <source>What the images have</source>
        <translation>Was die Bilder haben</translation>
    </message>
    <message>
        <source>Click to add to the filter or take away</source>
        <translation>Klicken, um es zum Filter hinzuzufügen oder wegzunehmen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>gelabelt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>not tagged yet</source>
        <translation>noch ohne Tags</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Splits</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FiguresPanel</name>
    <message>
        <source>mean IoU</source>
        <translation>mittlere IoU</translation>
    </message>
    <message>
        <source>Mean over the classes of the reference, background included, of their intersection over union</source>
        <translation>Mittel der Intersection over Union über die Klassen der Referenz, mit Hintergrund</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Pixels that both layers label the same</source>
        <translation>Pixel, die beide Ebenen gleich labeln</translation>
    </message>
    <message>
        <source>boundary IoU</source>
        <translation>Rand-IoU</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of classes</source>
        <translation>IoU der Streifen entlang der Umrisse der Klassen</translation>
    </message>
    <message>
        <source>Figures of the classes</source>
        <translation>Zahlen der Klassen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Confusion: rows the reference, columns the layer</source>
        <translation>Konfusion: Zeilen die Referenz, Spalten die Ebene</translation>
    </message>
    <message>
        <source>Percent of each row. Click a cell to see the images behind it.</source>
        <translation>Prozent jeder Zeile. Eine Zelle anklicken, um die Bilder dahinter zu sehen.</translation>
    </message>
    <message>
        <source>Against %1: mean IoU %2 in %3, %4 in %5 (%6 points). Better in %7, worse in %8, the same in %9.</source>
        <translation>Gegen %1: mittlere IoU %2 in %3, %4 in %5 (%6 Punkte). Besser: %7; schlechter: %8; gleich: %9.</translation>
    </message>
    <message>
        <source>Copy the figures of the class</source>
        <translation>Zahlen der Klasse kopieren</translation>
    </message>
    <message>
        <source>Copy the figures of all classes</source>
        <translation>Zahlen aller Klassen kopieren</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FileField</name>
    <message>
        <source>A folder…</source>
        <translation>Ein Ordner…</translation>
    </message>
    <message>
        <source>An archive (%1)…</source>
        <translation>Ein Archiv (%1)…</translation>
    </message>
    <message>
        <source>Choose a new archive</source>
        <translation>Ein neues Archiv wählen</translation>
    </message>
    <message>
        <source>Archives (*%1)</source>
        <translation>Archive (*%1)</translation>
    </message>
    <message>
        <source>A file or an archive…</source>
        <translation>Eine Datei oder ein Archiv…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite der Anleitung</translation>
    </message>
    <message>
        <source>Contents of the page</source>
        <translation>Inhalt der Seite</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>Zurück zur vorigen Seite</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Place before</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HintBar</name>
    <message>
        <source>Click a count on the left to filter. Select photos and click tags on the right. Enter looks at a photo, Ctrl+L labels all of them at once.</source>
        <translation>Links eine Zahl anklicken, um zu filtern. Fotos auswählen und rechts Tags anklicken. Enter öffnet ein Foto, Strg+L labelt alle auf einmal.</translation>
    </message>
    <message>
        <source>Choose a preset and press Start; go on working meanwhile. A run that was stopped can be continued.</source>
        <translation>Eine Vorgabe wählen und Start drücken; inzwischen weiterarbeiten. Ein angehaltener Lauf lässt sich fortsetzen.</translation>
    </message>
    <message>
        <source>The list begins with the images that differ most. Click a cell of the confusion matrix for the images behind it.</source>
        <translation>Die Liste beginnt mit den Bildern, die sich am meisten unterscheiden. Eine Zelle der Konfusionsmatrix anklicken für die Bilder dahinter.</translation>
    </message>
    <message>
        <source>Nothing is written before you press Export. Your files appear all at once, or not at all.</source>
        <translation>Nichts wird geschrieben, bevor Exportieren gedrückt wird. Die Dateien erscheinen alle auf einmal oder gar nicht.</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>Verstanden</translation>
    </message>
    <message>
        <source>Don&apos;t show hints</source>
        <translation>Keine Hinweise zeigen</translation>
    </message>
    <message>
        <source>Help &gt; Show hints again brings them back</source>
        <translation>Hilfe &gt; Hinweise wieder zeigen holt sie zurück</translation>
    </message>
    <message>
        <source>B takes the brush, the tools beside the photo do more; every stroke is saved, and Ctrl+Z takes it back. The wheel zooms, Space drags, hold Q for the bare photo.</source>
        <translation>B nimmt den Pinsel, die Werkzeuge neben dem Foto können mehr; jeder Strich wird gespeichert, und Strg+Z nimmt ihn zurück. Das Rad zoomt, die Leertaste zieht, Q halten für das bloße Foto.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HistoryModel</name>
    <message>
        <source>Before all edits</source>
        <translation>Vor allen Bearbeitungen</translation>
    </message>
    <message>
        <source>%1. %2%3</source>
        <translation>%1. %2%3</translation>
    </message>
    <message>
        <source>(undone)</source>
        <translation>(zurückgenommen)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HistoryPanel</name>
    <message>
        <source>History of the image, the newest first</source>
        <translation>Historie des Bildes, das Neueste zuerst</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageChoice</name>
    <message>
        <source>Train on</source>
        <translation>Trainieren auf</translation>
    </message>
    <message>
        <source>Images whose tags are learnt from; untagged ones are left out</source>
        <translation>Bilder, aus deren Tags gelernt wird; solche ohne Tags fehlen</translation>
    </message>
    <message>
        <source>Validate on</source>
        <translation>Validieren auf</translation>
    </message>
    <message>
        <source>A split with ground truth, on which mIoU is measured during the run</source>
        <translation>Ein Split mit Ground Truth, auf dem während des Laufs die mIoU gemessen wird</translation>
    </message>
    <message>
        <source>All tagged images (%1)</source>
        <translation>Alle Bilder mit Tags (%1)</translation>
    </message>
    <message>
        <source>Filtered images (%1)</source>
        <translation>Gefilterte Bilder (%1)</translation>
    </message>
    <message>
        <source>Split %1 (%2)</source>
        <translation>Split %1 (%2)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Nothing: no ground truth</source>
        <translation>Nichts: keine Ground Truth</translation>
    </message>
    <message>
        <source>Images of: %1</source>
        <translation>Bilder von: %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageFacts</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>gelabelt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 × %2 px, %3</source>
        <translation>%1 × %2 px, %3</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Splits</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>The file was not there when last looked for.</source>
        <translation>Die Datei war beim letzten Nachsehen nicht da.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageListModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Splits</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Contradiction</source>
        <translation>Widerspruch</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Folder and file</source>
        <translation>Ordner und Datei</translation>
    </message>
    <message>
        <source>no tags</source>
        <translation>keine Tags</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>defekt</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>gelabelt</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>geprüft</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageTags</name>
    <message>
        <source>Add a tag</source>
        <translation>Tag hinzufügen</translation>
    </message>
    <message>
        <source>Add a tag to the image</source>
        <translation>Dem Bild einen Tag hinzufügen</translation>
    </message>
    <message>
        <source>Add a tag (%1)</source>
        <translation>Tag hinzufügen (%1)</translation>
    </message>
    <message>
        <source>Take the proposed tag</source>
        <translation>Vorgeschlagenen Tag übernehmen</translation>
    </message>
    <message>
        <source>Refuse the proposed tag</source>
        <translation>Vorgeschlagenen Tag ablehnen</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>None: nothing of the classes is in it</source>
        <translation>Keine: Keine der Klassen ist darin</translation>
    </message>
    <message>
        <source>Not tagged yet</source>
        <translation>Noch ohne Tags</translation>
    </message>
    <message>
        <source>The classifier proposes</source>
        <translation>Der Klassifikator schlägt vor</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Remove the tag %1</source>
        <translation>Tag %1 entfernen</translation>
    </message>
    <message>
        <source>Remove the tag</source>
        <translation>Tag entfernen</translation>
    </message>
    <message>
        <source>It is a tag, but the classifier hardly sees it (%1% sure)</source>
        <translation>Es ist ein Tag, aber der Klassifikator erkennt ihn kaum (zu %1&#xa0;% sicher)</translation>
    </message>
    <message>
        <source>It is no tag, but the classifier sees it (%1% sure)</source>
        <translation>Es ist kein Tag, aber der Klassifikator sieht es (zu %1&#xa0;% sicher)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add the tag %1</source>
        <translation>Tag %1 hinzufügen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Keep the tag %1, and do not ask again</source>
        <translation>Tag %1 behalten und nicht wieder fragen</translation>
    </message>
    <message>
        <source>%1 is not in it: do not ask again</source>
        <translation>%1 ist nicht darin: nicht wieder fragen</translation>
    </message>
    <message>
        <source>Several classes fit: type more, or choose one</source>
        <translation>Mehrere Klassen passen: weitertippen oder eine wählen</translation>
    </message>
    <message>
        <source>There is no class “%1”: Enter again adds it</source>
        <translation>Es gibt keine Klasse „%1“: noch einmal Enter fügt sie hinzu</translation>
    </message>
    <message>
        <source>%1 is a class now, and a tag of the image</source>
        <translation>%1 ist jetzt eine Klasse und ein Tag des Bildes</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImportDialog</name>
    <message>
        <source>Import labels</source>
        <translation>Labels importieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Choose the labels</source>
        <translation>Die Labels wählen</translation>
    </message>
    <message>
        <source>a folder, an archive or a file that the other program wrote</source>
        <translation>ein Ordner, ein Archiv oder eine Datei, die das andere Programm geschrieben hat</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>It is made where there is none of this name</source>
        <translation>Sie wird angelegt, wenn es keine dieses Namens gibt</translation>
    </message>
    <message>
        <source>What does not come in</source>
        <translation>Was nicht übernommen wird</translation>
    </message>
    <message>
        <source>How far the import is</source>
        <translation>Wie weit der Import ist</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Into the layer</source>
        <translation>In die Ebene</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>Choose what the other program wrote.</source>
        <translation>Wählen, was das andere Programm geschrieben hat.</translation>
    </message>
    <message>
        <source>Name the layer that the labels go to.</source>
        <translation>Die Ebene benennen, in die die Labels kommen.</translation>
    </message>
    <message>
        <source>Looking at the labels…</source>
        <translation>Die Labels werden angesehen…</translation>
    </message>
    <message>
        <source>%1 do not come in:</source>
        <translation>%1 werden nicht übernommen:</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>Labels of %1 images came in; %2 can&apos;t be used, the log says why.</source>
        <translation>Labels von %1 Bildern wurden übernommen; %2 sind unbrauchbar, das Protokoll sagt warum.</translation>
    </message>
    <message>
        <source>Labels of %1 images came in.</source>
        <translation>Labels von %1 Bildern wurden übernommen.</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Stopped. What came in before stays; import again to go on.</source>
        <translation>Angehalten. Was schon übernommen ist, bleibt; ein neuer Import macht weiter.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectBar</name>
    <message>
        <source>Journey</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How CAM and labels of this image changed during a run (J)</source>
        <translation>Wie sich CAM und Labels dieses Bildes während eines Laufs änderten (J)</translation>
    </message>
    <message>
        <source>Fit to the window (0). Ctrl+0: 100%</source>
        <translation>In das Fenster einpassen (0). Strg+0: 100&#xa0;%</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectPage</name>
    <message>
        <source>Images of the filter</source>
        <translation>Bilder des Filters</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>Links ein Bild wählen.</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Show or hide the CAM</source>
        <translation>CAM zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the uncertain region</source>
        <translation>Unsicheren Bereich zeigen oder verbergen</translation>
    </message>
    <message>
        <source>CAM of the next class</source>
        <translation>CAM der nächsten Klasse</translation>
    </message>
    <message>
        <source>CAM of the previous class</source>
        <translation>CAM der vorigen Klasse</translation>
    </message>
    <message>
        <source>Journey of the image during a run</source>
        <translation>Verlauf des Bildes während eines Laufs</translation>
    </message>
    <message>
        <source>No image fits the filter. Change it to see some.</source>
        <translation>Kein Bild passt zum Filter. Ändern, um welche zu sehen.</translation>
    </message>
    <message>
        <source>This image is not in the project any more.</source>
        <translation>Dieses Bild ist nicht mehr im Projekt.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Lese…</translation>
    </message>
    <message>
        <source>Looking with %1…</source>
        <translation>%1 sieht sich das Bild an…</translation>
    </message>
    <message>
        <source>%1 can&apos;t look: point here to see why</source>
        <translation>%1 kann nicht sehen: hierher zeigen für den Grund</translation>
    </message>
    <message>
        <source>Uncertain region</source>
        <translation>Unsicherer Bereich</translation>
    </message>
    <message>
        <source>Where the highest score lies between both thresholds: training hides such places to learn from them</source>
        <translation>Wo der höchste Score zwischen beiden Schwellen liegt: Das Training verdeckt solche Stellen, um daraus zu lernen</translation>
    </message>
    <message>
        <source>CAM label</source>
        <translation>CAM-Label</translation>
    </message>
    <message>
        <source>The class with the highest score, where that is above the high threshold</source>
        <translation>Die Klasse mit dem höchsten Score, wo er über der hohen Schwelle liegt</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation map: where the classifier sees a class, from 0 to 1</source>
        <translation>Class Activation Map: wo der Klassifikator eine Klasse sieht, von 0 bis 1</translation>
    </message>
    <message>
        <source>  (not a tag)</source>
        <translation>  (kein Tag)</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>„%1“ kopieren</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Rename the layer</source>
        <translation>Ebene umbenennen</translation>
    </message>
    <message>
        <source>New name of “%1”</source>
        <translation>Neuer Name von „%1“</translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation>Ebene entfernen</translation>
    </message>
    <message>
        <source>Remove “%1” with all its maps, scores and edits? This can&apos;t be undone.</source>
        <translation>„%1“ mit allen Karten, Scores und Bearbeitungen entfernen? Das lässt sich nicht zurücknehmen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>Entferne %1</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>History of this image</source>
        <translation>Historie dieses Bildes</translation>
    </message>
    <message>
        <source>Choose encoder weights first: they read the photos</source>
        <translation>Zuerst Encoder-Gewichte wählen: Sie lesen die Fotos</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectPanel</name>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>CAM and thresholds</source>
        <translation>CAM und Schwellen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation>Unter dem Zeiger</translation>
    </message>
    <message>
        <source>Classes: names, colours, keys, order</source>
        <translation>Klassen: Namen, Farben, Tasten, Reihenfolge</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::JobsPanel</name>
    <message>
        <source>Stop this job</source>
        <translation>Diesen Auftrag anhalten</translation>
    </message>
    <message>
        <source>Copy what went wrong</source>
        <translation>Kopieren, was schiefging</translation>
    </message>
    <message>
        <source>Paused, %1</source>
        <translation>Pausiert, %1</translation>
    </message>
    <message>
        <source>Stopping, %1</source>
        <translation>Hält an, %1</translation>
    </message>
    <message>
        <source>Stopped, %1</source>
        <translation>Angehalten, %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>&lt;b&gt;Jobs&lt;/b&gt;</source>
        <translation>&lt;b&gt;Aufträge&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
    </message>
    <message>
        <source>No jobs yet. Training, labelling and export appear here.</source>
        <translation>Noch keine Aufträge. Training, Labeln und Export erscheinen hier.</translation>
    </message>
    <message>
        <source>Copy what it says</source>
        <translation>Kopieren, was da steht</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Journey</name>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Pseudo-label (%1)</source>
        <translation>Pseudolabel (%1)</translation>
    </message>
    <message>
        <source>CAM (%1)</source>
        <translation>CAM (%1)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::JourneyBar</name>
    <message>
        <source>To watch images while a run trains, select them in Photos and use them as its previews in Train.</source>
        <translation>Um Bilder während eines Laufs zu beobachten, sie in Fotos auswählen und in Training als dessen Vorschauen verwenden.</translation>
    </message>
    <message>
        <source>Journey of</source>
        <translation>Verlauf von</translation>
    </message>
    <message>
        <source>The run whose previews are shown</source>
        <translation>Der Lauf, dessen Vorschauen gezeigt werden</translation>
    </message>
    <message>
        <source>How CAM and labels of this image changed during the run</source>
        <translation>Wie sich CAM und Labels dieses Bildes während des Laufs änderten</translation>
    </message>
    <message>
        <source>Step of the run</source>
        <translation>Schritt des Laufs</translation>
    </message>
    <message>
        <source>This run has no previews of this image.</source>
        <translation>Dieser Lauf hat keine Vorschauen dieses Bildes.</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>There is no run yet.</source>
        <translation>Es gibt noch keinen Lauf.</translation>
    </message>
    <message>
        <source>Looking for previews…</source>
        <translation>Suche Vorschauen…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::KeyField</name>
    <message>
        <source>Press the key of the class, 1 to 9</source>
        <translation>Die Taste der Klasse drücken, 1 bis 9</translation>
    </message>
    <message>
        <source>Press 1 to 9</source>
        <translation>1 bis 9 drücken</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LabelForm</name>
    <message>
        <source>Segmentation</source>
        <translation>Segmentierung</translation>
    </message>
    <message>
        <source>What the network segments: the best labels after a run</source>
        <translation>Was das Netz segmentiert: die besten Labels nach einem Lauf</translation>
    </message>
    <message>
        <source>Refined CAM</source>
        <translation>Verfeinerte CAM</translation>
    </message>
    <message>
        <source>The CAM refined along edges: what segmentation learns from</source>
        <translation>Die an Kanten verfeinerte CAM: daraus lernt die Segmentierung</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation maps at one threshold</source>
        <translation>Class Activation Maps bei einer Schwelle</translation>
    </message>
    <message>
        <source>Auxiliary CAM</source>
        <translation>Hilfs-CAM</translation>
    </message>
    <message>
        <source>Class activation maps of an earlier block, which mark the uncertain regions</source>
        <translation>Class Activation Maps eines früheren Blocks, die unsichere Bereiche markieren</translation>
    </message>
    <message>
        <source>Instant</source>
        <translation>Sofort</translation>
    </message>
    <message>
        <source>In closed form from the encoder and the tags, without training</source>
        <translation>In geschlossener Form aus Encoder und Tags, ohne Training</translation>
    </message>
    <message>
        <source>What labels</source>
        <translation>Was labelt</translation>
    </message>
    <message>
        <source>What labels: a run of this project, or encoder weights alone</source>
        <translation>Was labelt: ein Lauf dieses Projekts oder Encoder-Gewichte allein</translation>
    </message>
    <message>
        <source>Choose encoder weights</source>
        <translation>Encoder-Gewichte wählen</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>file of encoder weights</source>
        <translation>Datei mit Encoder-Gewichten</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>Encoder-Gewichte</translation>
    </message>
    <message>
        <source>Kind of labels</source>
        <translation>Art der Labels</translation>
    </message>
    <message>
        <source>Sharpen with a dense CRF</source>
        <translation>Mit einem Dense CRF schärfen</translation>
    </message>
    <message>
        <source>Follows the photo&apos;s edges more closely; takes longer</source>
        <translation>Folgt den Kanten des Fotos genauer; dauert länger</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>Name der Ebene</translation>
    </message>
    <message>
        <source>Name of the layer; one that was begun with the same settings is completed</source>
        <translation>Name der Ebene; eine mit denselben Einstellungen begonnene wird vervollständigt</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Encoder weights alone</source>
        <translation>Encoder-Gewichte allein</translation>
    </message>
    <message>
        <source>Labelling…</source>
        <translation>Wird gelabelt…</translation>
    </message>
    <message>
        <source>Label all %1 images</source>
        <translation>Alle %1 Bilder labeln</translation>
    </message>
    <message>
        <source>Label the %1 filtered images</source>
        <translation>Die %1 gefilterten Bilder labeln</translation>
    </message>
    <message>
        <source>Open a project first</source>
        <translation>Zuerst ein Projekt öffnen</translation>
    </message>
    <message>
        <source>The filter lets no image through</source>
        <translation>Der Filter lässt kein Bild durch</translation>
    </message>
    <message>
        <source>Choose a file of encoder weights, or train first</source>
        <translation>Eine Datei mit Encoder-Gewichten wählen oder zuerst trainieren</translation>
    </message>
    <message>
        <source>Give the layer a name</source>
        <translation>Der Ebene einen Namen geben</translation>
    </message>
    <message>
        <source>Labels these images in the background</source>
        <translation>Labelt diese Bilder im Hintergrund</translation>
    </message>
    <message>
        <source>Label into %1</source>
        <translation>Labeln nach %1</translation>
    </message>
    <message>
        <source>Labelled %1 images in %2</source>
        <translation>%1 Bilder in %2 gelabelt</translation>
    </message>
    <message>
        <source>; %1 could not be read</source>
        <translation>; %1 nicht lesbar</translation>
    </message>
    <message>
        <source>Stopped. The same again completes the layer.</source>
        <translation>Angehalten. Dasselbe noch einmal vervollständigt die Ebene.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LayerList</name>
    <message>
        <source>Layers, the highest first</source>
        <translation>Ebenen, die oberste zuerst</translation>
    </message>
    <message>
        <source>Layer up</source>
        <translation>Ebene nach oben</translation>
    </message>
    <message>
        <source>Layer down</source>
        <translation>Ebene nach unten</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity of the chosen layer</source>
        <translation>Deckkraft der gewählten Ebene</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>Flächen</translation>
    </message>
    <message>
        <source>Fill and outline</source>
        <translation>Füllung und Umriss</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>How the areas of the chosen layer are drawn</source>
        <translation>Wie die Flächen der gewählten Ebene gezeichnet werden</translation>
    </message>
    <message>
        <source>This image has none.</source>
        <translation>Dieses Bild hat keine.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show only this</source>
        <translation>Nur dies zeigen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Live</name>
    <message>
        <source>The classes changed: switch Live on again</source>
        <translation>Die Klassen haben sich geändert: Live wieder einschalten</translation>
    </message>
    <message>
        <source>Live labels</source>
        <translation>Live-Labels</translation>
    </message>
    <message>
        <source>%1 is a tag of this image now; undoing the stroke takes it away</source>
        <translation>%1 ist jetzt ein Tag dieses Bildes; mit dem Strich wird auch der Tag zurückgenommen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LiveBar</name>
    <message>
        <source>Live: every stroke corrects all images</source>
        <translation>Live: Jeder Strich korrigiert alle Bilder</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>What you draw is a lesson: the labels of all images follow each stroke (Shift+L)</source>
        <translation>Gezeichnetes ist eine Lektion: Die Labels aller Bilder folgen jedem Strich (Umschalt+L)</translation>
    </message>
    <message>
        <source>Accept the live labels of this image and go on</source>
        <translation>Die Live-Labels dieses Bildes annehmen und weitergehen</translation>
    </message>
    <message>
        <source>Before (Y)</source>
        <translation>Vorher (Y)</translation>
    </message>
    <message>
        <source>The labels as they were before the last stroke, while held down</source>
        <translation>Die Labels vor dem letzten Strich, solange gedrückt</translation>
    </message>
    <message>
        <source>Accept (Shift+Y)</source>
        <translation>Annehmen (Umschalt+Y)</translation>
    </message>
    <message>
        <source>These labels are right: the image is reviewed and teaches with all its pixels</source>
        <translation>Diese Labels stimmen: Das Bild gilt als geprüft und lehrt mit allen Pixeln</translation>
    </message>
    <message>
        <source>Looking at the photos once, see the job below…</source>
        <translation>Die Fotos werden einmal gelesen, siehe den Auftrag unten…</translation>
    </message>
    <message>
        <source>1 stroke</source>
        <translation>1 Strich</translation>
    </message>
    <message>
        <source>%1 strokes</source>
        <translation>%1 Striche</translation>
    </message>
    <message>
        <source>%1 images updated, %2% of patches changed since</source>
        <translation>%1 Bilder aktualisiert, %2&#xa0;% der Patches</translation>
    </message>
    <message>
        <source>%1 maps to write</source>
        <translation>%1 Karten zu schreiben</translation>
    </message>
    <message>
        <source>Next: %1% unsure, like %2 images</source>
        <translation>Nächstes: %1&#xa0;% unsicher, %2 ähnliche</translation>
    </message>
    <message>
        <source>The image where a look brings most: its share of unsure patches times how many images are unsure of the like</source>
        <translation>Das Bild, bei dem ein Blick am meisten bringt: sein Anteil unsicherer Patches mal die Zahl der Bilder, die bei Ähnlichem unsicher sind</translation>
    </message>
    <message>
        <source>Next: %1% unsure</source>
        <translation>Nächstes: %1&#xa0;% unsicher</translation>
    </message>
    <message>
        <source>No other image is unsure</source>
        <translation>Kein anderes Bild ist unsicher</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What jobs say appears here.</source>
        <translation>Hier erscheint, was Aufträge melden.</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>%1: started</source>
        <translation>%1: begonnen</translation>
    </message>
    <message>
        <source>%1: failed: %2</source>
        <translation>%1: fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>%1: stopped</source>
        <translation>%1: angehalten</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1: fertig</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LogWindow</name>
    <message>
        <source>Log of the last session</source>
        <translation>Protokoll der letzten Sitzung</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::MainWindow</name>
    <message>
        <source>%1: done after %2</source>
        <translation>%1: fertig nach %2</translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation>Einen Ordner mit Fotos wählen</translation>
    </message>
    <message>
        <source>Choose a project</source>
        <translation>Ein Projekt wählen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>Tasten (F1)</translation>
    </message>
    <message>
        <source>Train a network on these photos and their tags</source>
        <translation>Ein Netz auf diesen Fotos und ihren Tags trainieren</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>the demo</source>
        <translation>die Demo</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>Öffne %1…</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>Öffne %1</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>Importiere %1</translation>
    </message>
    <message>
        <source>%1 images, %2 classes; tags from %3</source>
        <translation>%1 Bilder, %2 Klassen; Tags aus %3</translation>
    </message>
    <message>
        <source>. %1 can&apos;t be used: filter state:broken to see why</source>
        <translation>. %1 nicht verwendbar: Filter state:broken zeigt, warum</translation>
    </message>
    <message>
        <source>Add a folder of photos to this project</source>
        <translation>Diesem Projekt einen Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>Lese %1</translation>
    </message>
    <message>
        <source>Looking for changed photos</source>
        <translation>Suche geänderte Fotos</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 found again, %4 missing</source>
        <translation>%1 neu, %2 geändert, %3 wiedergefunden, %4 fehlen</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1 von %2 Bildern</translation>
    </message>
    <message>
        <source> · %1 selected</source>
        <translation> · %1 ausgewählt</translation>
    </message>
    <message>
        <source> · read only</source>
        <translation> · nur lesen</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>Aufträge laufen</translation>
    </message>
    <message>
        <source>Jobs are still running. What they have saved stays in any case, and a run can go on from there later.</source>
        <translation>Es laufen noch Aufträge. Was sie gespeichert haben, bleibt in jedem Fall, und ein Lauf kann später von dort weitergehen.</translation>
    </message>
    <message>
        <source>Stop, save and close</source>
        <translation>Anhalten, speichern und schließen</translation>
    </message>
    <message>
        <source>Close when they are done</source>
        <translation>Schließen, wenn sie fertig sind</translation>
    </message>
    <message>
        <source>Ending the running jobs, then closing…</source>
        <translation>Laufende Aufträge werden beendet, dann geschlossen…</translation>
    </message>
    <message>
        <source>The window closes when the jobs are done.</source>
        <translation>Das Fenster schließt, wenn die Aufträge fertig sind.</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Look for changed photos</source>
        <translation>Nach geänderten Fotos suchen</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Go to Photos</source>
        <translation>Zu Fotos gehen</translation>
    </message>
    <message>
        <source>Go to Inspect</source>
        <translation>Zu Ansehen gehen</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zu Training gehen</translation>
    </message>
    <message>
        <source>Go to Compare</source>
        <translation>Zu Vergleich gehen</translation>
    </message>
    <message>
        <source>Go to Export</source>
        <translation>Zu Export gehen</translation>
    </message>
    <message>
        <source>Label instantly…</source>
        <translation>Sofort labeln…</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>Aufträge zeigen</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>Show or hide the side panels</source>
        <translation>Seitenleisten zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>Thema des Desktops</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Helles Thema</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkles Thema</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Show hints again</source>
        <translation>Hinweise wieder zeigen</translation>
    </message>
    <message>
        <source>About Penumbra</source>
        <translation>Über Penumbra</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the desktop</source>
        <translation>Sprache des Desktops</translation>
    </message>
    <message>
        <source>The language changes at the next start of Penumbra.</source>
        <translation>Die Sprache ändert sich beim nächsten Start von Penumbra.</translation>
    </message>
    <message>
        <source>Edits are not saved</source>
        <translation>Bearbeitungen sind nicht gespeichert</translation>
    </message>
    <message>
        <source>The last edits could not be written: %1</source>
        <translation>Die letzten Bearbeitungen konnten nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Neu versuchen</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>Schließen und verlieren</translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation>Klassen…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Start reviewing</source>
        <translation>Prüfen beginnen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>Labels importieren…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Minimap</name>
    <message>
        <source>Overview of the photo</source>
        <translation>Übersicht des Fotos</translation>
    </message>
    <message>
        <source>Click or drag to move</source>
        <translation>Klicken oder ziehen zum Verschieben</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::NextSteps</name>
    <message>
        <source>These photos have no labels yet. Label them at once from their tags, or train a network on the tags.</source>
        <translation>Diese Fotos haben noch keine Labels. Sofort aus ihren Tags labeln oder ein Netz auf den Tags trainieren.</translation>
    </message>
    <message>
        <source>Label instantly</source>
        <translation>Sofort labeln</translation>
    </message>
    <message>
        <source>First labels within one pass of an encoder, without training</source>
        <translation>Erste Labels mit einem Durchgang eines Encoders, ohne Training</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Train a network on these photos and their tags</source>
        <translation>Ein Netz auf diesen Fotos und ihren Tags trainieren</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OnlyOverButton</name>
    <message>
        <source>What may be painted over. All else stays as it is</source>
        <translation>Was übermalt werden darf. Alles andere bleibt, wie es ist</translation>
    </message>
    <message>
        <source>What may be painted over</source>
        <translation>Was übermalt werden darf</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation>%1 Klassen</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>Über: %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OpenProject</name>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>Klasse %1</translation>
    </message>
    <message>
        <source>Tags of one image changed</source>
        <translation>Tags eines Bildes geändert</translation>
    </message>
    <message>
        <source>Tags of %1 images changed</source>
        <translation>Tags von %1 Bildern geändert</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>Zurückgenommen: %1</translation>
    </message>
    <message>
        <source>There is no change to take back</source>
        <translation>Es gibt keine Änderung zum Zurücknehmen</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Wiederholt: %1</translation>
    </message>
    <message>
        <source>There is no change to do again</source>
        <translation>Es gibt keine Änderung zum Wiederholen</translation>
    </message>
    <message>
        <source>The layer is called %1 now</source>
        <translation>Die Ebene heißt jetzt %1</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the names</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy the paths</source>
        <translation>Pfade kopieren</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Kept as it is, and not asked again</source>
        <translation>So belassen und nicht wieder gefragt</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OptionForm</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Back to %1, as in the preset</source>
        <translation>Zurück auf %1, wie in der Vorgabe</translation>
    </message>
    <message>
        <source>Reset %1 to %2</source>
        <translation>%1 auf %2 zurücksetzen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PhotosPage</name>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>Reihenfolge umkehren</translation>
    </message>
    <message>
        <source>Labels over the thumbnails</source>
        <translation>Labels über den Miniaturen</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>Größe der Miniaturen</translation>
    </message>
    <message>
        <source>As thumbnails</source>
        <translation>Als Miniaturen</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Als Liste</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Look at the image</source>
        <translation>Bild ansehen</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>Als geprüft markieren</translation>
    </message>
    <message>
        <source>Mark as not reviewed</source>
        <translation>Als nicht geprüft markieren</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>Tags bearbeiten</translation>
    </message>
    <message>
        <source>Check tags</source>
        <translation>Tags prüfen</translation>
    </message>
    <message>
        <source>Show as thumbnails</source>
        <translation>Als Miniaturen zeigen</translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation>Als Liste zeigen</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Größere Miniaturen</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Kleinere Miniaturen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message>
        <source>There are no images in this project yet.</source>
        <translation>In diesem Projekt sind noch keine Bilder.</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>höchste zuerst</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>niedrigste zuerst</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A bis Z</translation>
    </message>
    <message>
        <source>Z to A</source>
        <translation>Z bis A</translation>
    </message>
    <message>
        <source>folder and file</source>
        <translation>Ordner und Datei</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>new first</source>
        <translation>neue zuerst</translation>
    </message>
    <message>
        <source>reviewed first</source>
        <translation>geprüfte zuerst</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>älteste zuerst</translation>
    </message>
    <message>
        <source>latest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>number of tags</source>
        <translation>Zahl der Tags</translation>
    </message>
    <message>
        <source>fewest first</source>
        <translation>wenigste zuerst</translation>
    </message>
    <message>
        <source>uncertain area</source>
        <translation>unsichere Fläche</translation>
    </message>
    <message>
        <source>tag contradiction</source>
        <translation>Tag-Widerspruch</translation>
    </message>
    <message>
        <source>disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>IoU against truth</source>
        <translation>IoU gegen Ground Truth</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>schlechteste zuerst</translation>
    </message>
    <message>
        <source>best first</source>
        <translation>beste zuerst</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Walk through the images of the filter that most need you (Ctrl+Return)</source>
        <translation>Die Bilder des Filters durchgehen, die einen Menschen am meisten brauchen (Strg+Enter)</translation>
    </message>
    <message>
        <source>review queue</source>
        <translation>Prüfliste</translation>
    </message>
    <message>
        <source>The photos are being read. The first appear soon.</source>
        <translation>Die Fotos werden gelesen. Die ersten erscheinen gleich.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PreviewChoice</name>
    <message>
        <source>Use selected images</source>
        <translation>Auswahl verwenden</translation>
    </message>
    <message>
        <source>Usual previews</source>
        <translation>Übliche</translation>
    </message>
    <message>
        <source>Back to the first images of the validation split, or of those trained on</source>
        <translation>Zurück zu den ersten Bildern des Validierungs-Splits oder der Trainingsbilder</translation>
    </message>
    <message>
        <source>Select images in Photos to watch them while the run trains</source>
        <translation>In Fotos Bilder auswählen, um sie während des Laufs zu beobachten</translation>
    </message>
    <message>
        <source>Watch the %1 selected images while the run trains (%2 at most)</source>
        <translation>Die %1 ausgewählten Bilder während des Laufs beobachten (höchstens %2)</translation>
    </message>
    <message>
        <source>The first few</source>
        <translation>Die ersten</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PreviewPanel</name>
    <message>
        <source>CAM, uncertain region and pseudo-label of a few images
appear here while a run trains.</source>
        <translation>CAM, unsicherer Bereich und Pseudolabel einiger Bilder
erscheinen hier während eines Laufs.</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vorschauen</translation>
    </message>
    <message>
        <source>Step of the previews</source>
        <translation>Schritt der Vorschauen</translation>
    </message>
    <message>
        <source>Go back to how the run saw these images; the right end follows it</source>
        <translation>Zurückgehen zu dem, wie der Lauf diese Bilder sah; das rechte Ende folgt ihm</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>nach Schritt %1</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation map: how strongly a place speaks for the image&apos;s classes</source>
        <translation>Class Activation Map: wie stark eine Stelle für die Klassen des Bildes spricht</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Where the activation is neither high nor low: hidden from the student, so that it learns from context</source>
        <translation>Wo die Aktivierung weder hoch noch niedrig ist: dem Schüler verdeckt, damit er aus dem Kontext lernt</translation>
    </message>
    <message>
        <source>Pseudo-label</source>
        <translation>Pseudolabel</translation>
    </message>
    <message>
        <source>The CAM refined along edges: what segmentation learns. Hatched: ignored</source>
        <translation>Die an Kanten verfeinerte CAM: was die Segmentierung lernt. Schraffiert: ignoriert</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ProbePanel</name>
    <message>
        <source>What each layer says of the pixel under the cursor</source>
        <translation>Was jede Ebene über den Pixel unter dem Zeiger sagt</translation>
    </message>
    <message>
        <source>Pixel %1, %2</source>
        <translation>Pixel %1, %2</translation>
    </message>
    <message>
        <source>Point at a pixel of the photo.</source>
        <translation>Auf einen Pixel des Fotos zeigen.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::QueryLine</name>
    <message>
        <source>Filter: a name, tag:dog, state:new, uncertain&gt;0.2 …</source>
        <translation>Filter: ein Name, tag:dog, state:new, uncertain&gt;0.2 …</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Rail</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RecoveryBar</name>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Open the project and go on</source>
        <translation>Das Projekt öffnen und weitermachen</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>What the program said before its end</source>
        <translation>Was das Programm vor seinem Ende meldete</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Do not show this any more</source>
        <translation>Dies nicht mehr zeigen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ReviewBar</name>
    <message>
        <source>the classifier contradicts its tags (%1% sure)</source>
        <translation>der Klassifikator widerspricht seinen Tags (zu %1&#xa0;% sicher)</translation>
    </message>
    <message>
        <source>the classifier sees %1, which is not tagged (%2% sure)</source>
        <translation>der Klassifikator sieht %1, das kein Tag ist (zu %2&#xa0;% sicher)</translation>
    </message>
    <message>
        <source>the tag %1 has weak evidence: the classifier does not see it (%2% sure)</source>
        <translation>der Tag %1 ist schwach belegt: Der Klassifikator sieht ihn nicht (zu %2&#xa0;% sicher)</translation>
    </message>
    <message>
        <source>%1 is rare, and no image of it is done yet</source>
        <translation>%1 ist selten, und noch ist kein Bild davon fertig</translation>
    </message>
    <message>
        <source>%1 is rare: one image of it is done</source>
        <translation>%1 ist selten: Ein Bild davon ist fertig</translation>
    </message>
    <message>
        <source>%1 is rare: %2 images of it are done</source>
        <translation>%1 ist selten: %2 Bilder davon sind fertig</translation>
    </message>
    <message>
        <source>%1% of its area is uncertain</source>
        <translation>%1&#xa0;% der Bildfläche sind unsicher</translation>
    </message>
    <message>
        <source>two labellings differ in %1% of its area</source>
        <translation>zwei Label-Ebenen unterscheiden sich auf %1&#xa0;% der Bildfläche</translation>
    </message>
    <message>
        <source>Second look: reviewed some time ago</source>
        <translation>Zweiter Blick: vor einiger Zeit geprüft</translation>
    </message>
    <message>
        <source>Second look: reviewed %1</source>
        <translation>Zweiter Blick: geprüft %1</translation>
    </message>
    <message>
        <source>Not reviewed yet; nothing else speaks for looking at it first</source>
        <translation>Noch nicht geprüft; sonst spricht nichts dafür, es zuerst anzusehen</translation>
    </message>
    <message>
        <source>Uncertain area</source>
        <translation>Unsichere Fläche</translation>
    </message>
    <message>
        <source>Contradicted tags</source>
        <translation>Angezweifelte Tags</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>Uneinigkeit</translation>
    </message>
    <message>
        <source>Rare classes</source>
        <translation>Seltene Klassen</translation>
    </message>
    <message>
        <source>How much of its area lies in the uncertain region. Labelling gives it.</source>
        <translation>Wie viel seiner Fläche im unsicheren Bereich liegt. Entsteht beim Labeln.</translation>
    </message>
    <message>
        <source>How sure the classifier of a trained run is that a tag is wrong or missing.</source>
        <translation>Wie sicher der Klassifikator eines trainierten Laufs ist, dass ein Tag falsch ist oder fehlt.</translation>
    </message>
    <message>
        <source>In how much of its area two layers, or student and teacher, differ. Labelling gives it where you choose a layer to compare with.</source>
        <translation>Auf wie viel seiner Fläche sich zwei Ebenen oder Schüler und Lehrer unterscheiden. Entsteht beim Labeln, wenn eine Vergleichsebene gewählt ist.</translation>
    </message>
    <message>
        <source>Its tags are seldom in the project, and among the images that are edited or reviewed.</source>
        <translation>Seine Tags sind selten im Projekt und unter den bearbeiteten oder geprüften Bildern.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>vor einer Minute</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>vor %1 Minuten</translation>
    </message>
    <message>
        <source>%1 hours ago</source>
        <translation>vor %1 Stunden</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>What comes first, and second looks</source>
        <translation>Was zuerst kommt, und zweite Blicke</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>What you reviewed and edited when, and how fast</source>
        <translation>Was wann geprüft und bearbeitet wurde, und wie schnell</translation>
    </message>
    <message>
        <source>Take the last mark back and return to its image (Shift+Enter)</source>
        <translation>Die letzte Markierung zurücknehmen und zu ihrem Bild zurückkehren (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Reviewed (Enter)</source>
        <translation>Geprüft (Enter)</translation>
    </message>
    <message>
        <source>Mark this image as reviewed and go to the next of the queue</source>
        <translation>Dieses Bild als geprüft markieren und zum nächsten der Warteschlange gehen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Go on with all images</source>
        <translation>Mit allen Bildern weitermachen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Write the masks for other programs</source>
        <translation>Die Masken für andere Programme schreiben</translation>
    </message>
    <message>
        <source>End reviewing: the order of before comes back</source>
        <translation>Prüfen beenden: Die vorige Reihenfolge kommt zurück</translation>
    </message>
    <message>
        <source>Review: walk through the queue</source>
        <translation>Prüfen: die Warteschlange durchgehen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Walk through the images that most need you (Ctrl+Return)</source>
        <translation>Die Bilder durchgehen, die einen Menschen am meisten brauchen (Strg+Enter)</translation>
    </message>
    <message>
        <source>Mark as reviewed and go on</source>
        <translation>Als geprüft markieren und weiter</translation>
    </message>
    <message>
        <source>Take the mark as reviewed back and return to its image</source>
        <translation>Die Markierung als geprüft zurücknehmen und zu ihrem Bild zurückkehren</translation>
    </message>
    <message>
        <source>Nothing was marked as reviewed here since the project was opened</source>
        <translation>Seit dem Öffnen des Projekts wurde hier nichts als geprüft markiert</translation>
    </message>
    <message>
        <source>Sessions of review…</source>
        <translation>Sitzungen des Prüfens…</translation>
    </message>
    <message>
        <source>Looking for what most needs you…</source>
        <translation>Suche, was einen Menschen am meisten braucht…</translation>
    </message>
    <message>
        <source>This image is reviewed. Enter goes on with the queue.</source>
        <translation>Dieses Bild ist geprüft. Enter geht in der Warteschlange weiter.</translation>
    </message>
    <message>
        <source>Go on (Enter)</source>
        <translation>Weiter (Enter)</translation>
    </message>
    <message>
        <source>%1 of %2 left</source>
        <translation>noch %1 von %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>At %1 images an hour, as the last ones were reviewed</source>
        <translation>Bei %1 Bildern pro Stunde, wie die letzten geprüft wurden</translation>
    </message>
    <message>
        <source>The time left is said once a few images are reviewed</source>
        <translation>Die verbleibende Zeit steht hier, sobald einige Bilder geprüft sind</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message>
        <source>Nothing is left to review: all %1 images are done. Next: export the masks, or train again on what you corrected.</source>
        <translation>Nichts mehr zu prüfen: alle %1 Bilder sind fertig. Als Nächstes: Masken exportieren oder auf dem Korrigierten neu trainieren.</translation>
    </message>
    <message>
        <source>Nothing is left to review: all %1 images of this filter are done. Next: go on with the others, or export the masks.</source>
        <translation>Nichts mehr zu prüfen: alle %1 Bilder dieses Filters sind fertig. Als Nächstes: mit den anderen weitermachen oder die Masken exportieren.</translation>
    </message>
    <message>
        <source>the classifier is unsure of %1% of it; no other image looks like it</source>
        <translation>der Klassifikator ist bei %1&#xa0;% des Bildes unsicher; kein anderes Bild sieht ähnlich aus</translation>
    </message>
    <message>
        <source>the classifier is unsure of %1% of it; %2 images look like it</source>
        <translation>der Klassifikator ist bei %1&#xa0;% des Bildes unsicher; %2 Bilder sehen ähnlich aus</translation>
    </message>
    <message>
        <source>What it would teach</source>
        <translation>Lerngewinn</translation>
    </message>
    <message>
        <source>While Live is on: how much of it the classifier is unsure of, times how many images look like that. At 100% this alone decides, at 0% the others do.</source>
        <translation>Solange Live an ist: bei wie viel davon sich der Klassifikator unsicher ist, mal wie viele Bilder so aussehen. Bei 100&#xa0;% entscheidet das allein, bei 0&#xa0;% entscheiden die anderen.</translation>
    </message>
    <message>
        <source>; </source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Ends the run within a step and keeps a checkpoint to go on from</source>
        <translation>Beendet den Lauf innerhalb eines Schritts und behält einen Checkpoint zum Weitermachen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Hold the run after the step under way</source>
        <translation>Den Lauf nach dem laufenden Schritt anhalten</translation>
    </message>
    <message>
        <source>No run under way</source>
        <translation>Kein Lauf aktiv</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>beginnt…</translation>
    </message>
    <message>
        <source> · %1 images/s</source>
        <translation> · %1 Bilder/s</translation>
    </message>
    <message>
        <source>%1: paused, %2</source>
        <translation>%1: pausiert, %2</translation>
    </message>
    <message>
        <source>%1: stopping after this step…</source>
        <translation>%1: hält nach diesem Schritt an…</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1 ist fertig</translation>
    </message>
    <message>
        <source>%1 was stopped. Continue goes on from its last checkpoint.</source>
        <translation>%1 wurde angehalten. Fortsetzen geht von seinem letzten Checkpoint weiter.</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 ist fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunChoice</name>
    <message>
        <source>Look with</source>
        <translation>Ansehen mit</translation>
    </message>
    <message>
        <source>A run whose last checkpoint says now what it sees in this image, without writing it</source>
        <translation>Ein Lauf, dessen letzter Checkpoint jetzt sagt, was er in diesem Bild sieht, ohne es zu schreiben</translation>
    </message>
    <message>
        <source>no run</source>
        <translation>kein Lauf</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunForm</name>
    <message>
        <source>The paper&apos;s settings for PASCAL VOC</source>
        <translation>Die Einstellungen des Papers für PASCAL VOC</translation>
    </message>
    <message>
        <source>The paper&apos;s settings for COCO</source>
        <translation>Die Einstellungen des Papers für COCO</translation>
    </message>
    <message>
        <source>The whole method in a small form: DeiT-Tiny at 224 px</source>
        <translation>Die ganze Methode in kleiner Form: DeiT-Tiny bei 224 px</translation>
    </message>
    <message>
        <source>Learns from instant labels: for small folders and machines without a GPU</source>
        <translation>Lernt aus Sofort-Labels: für kleine Ordner und Rechner ohne GPU</translation>
    </message>
    <message>
        <source>For the demo&apos;s scenes, with the encoder that comes with Penumbra</source>
        <translation>Für die Szenen der Demo, mit dem Encoder, der zu Penumbra gehört</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>Hole %1</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>Länge des Laufs</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>Vorschauen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>Name of the run: its folder in the project&apos;s runs</source>
        <translation>Name des Laufs: sein Ordner unter den Läufen des Projekts</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Take all options back to the preset</source>
        <translation>Alle Optionen auf die Vorgabe zurücksetzen</translation>
    </message>
    <message>
        <source>All options</source>
        <translation>Alle Optionen</translation>
    </message>
    <message>
        <source>Open a project to train on its photos.</source>
        <translation>Ein Projekt öffnen, um auf seinen Fotos zu trainieren.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>These weights are those of the encoder &apos;%1&apos;, and the option &apos;encoder&apos; is &apos;%2&apos;. Choose other weights or another encoder.</source>
        <translation>Diese Gewichte gehören zum Encoder „%1“, und die Option „encoder“ ist „%2“. Andere Gewichte oder einen anderen Encoder wählen.</translation>
    </message>
    <message>
        <source>Give the run a name, without &apos;/&apos; and not beginning with a dot.</source>
        <translation>Dem Lauf einen Namen geben, ohne „/“ und nicht mit einem Punkt am Anfang.</translation>
    </message>
    <message>
        <source>There is a run of this name. Choose another, or go on with that one.</source>
        <translation>Es gibt schon einen Lauf dieses Namens. Einen anderen wählen oder jenen fortsetzen.</translation>
    </message>
    <message>
        <source>No image has tags yet. Give some in Photos: training learns from them.</source>
        <translation>Noch hat kein Bild Tags. In Fotos welche vergeben: Daraus lernt das Training.</translation>
    </message>
    <message>
        <source>The batch of %1 is larger than the %2 tagged images. Use a smaller batch.</source>
        <translation>Der Batch von %1 ist größer als die %2 Bilder mit Tags. Einen kleineren Batch verwenden.</translation>
    </message>
    <message>
        <source>No option is changed</source>
        <translation>Keine Option geändert</translation>
    </message>
    <message>
        <source>1 option differs</source>
        <translation>1 Option weicht ab</translation>
    </message>
    <message>
        <source>%1 options differ</source>
        <translation>%1 Optionen weichen ab</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>The networks of %1 have the encoder &apos;%2&apos;, and the option &apos;encoder&apos; is &apos;%3&apos;. Start from another run, or take that encoder.</source>
        <translation>Die Netze von %1 haben den Encoder „%2“, und die Option „encoder“ ist „%3“. Mit einem anderen Lauf beginnen oder diesen Encoder nehmen.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunList</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Best mIoU</source>
        <translation>Beste mIoU</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ticked runs are in the plots</source>
        <translation>Angekreuzte Läufe sind in den Kurven</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the chosen run after its last checkpoint</source>
        <translation>Mit dem gewählten Lauf nach seinem letzten Checkpoint weitermachen</translation>
    </message>
    <message>
        <source>Use its options</source>
        <translation>Seine Optionen verwenden</translation>
    </message>
    <message>
        <source>Fill the form with the options and images of the chosen run</source>
        <translation>Das Formular mit Optionen und Bildern des gewählten Laufs füllen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Show another run, or a TensorBoard log, beside these</source>
        <translation>Einen weiteren Lauf oder ein TensorBoard-Protokoll daneben zeigen</translation>
    </message>
    <message>
        <source>Run folder…</source>
        <translation>Ordner eines Laufs…</translation>
    </message>
    <message>
        <source>TensorBoard folder…</source>
        <translation>TensorBoard-Ordner…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Take the chosen run out of this list; its folder stays</source>
        <translation>Den gewählten Lauf aus der Liste nehmen; sein Ordner bleibt</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>Ordner eines Laufs öffnen</translation>
    </message>
    <message>
        <source>Open a TensorBoard folder</source>
        <translation>TensorBoard-Ordner öffnen</translation>
    </message>
    <message>
        <source>%1: is neither a run folder (with options.json) nor a TensorBoard log (with events.out.tfevents files)</source>
        <translation>%1: ist weder der Ordner eines Laufs (mit options.json) noch ein TensorBoard-Protokoll (mit events.out.tfevents-Dateien)</translation>
    </message>
    <message>
        <source>TensorBoard log</source>
        <translation>TensorBoard-Protokoll</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Hält an</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Running elsewhere</source>
        <translation>Läuft anderswo</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>Nicht begonnen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>nach Schritt %1</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>In the plots</source>
        <translation>In den Kurven</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Fill the form with a new run that starts from the networks of the chosen one</source>
        <translation>Das Formular mit einem neuen Lauf ausfüllen, der mit den Netzen des gewählten beginnt</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ScorePanel</name>
    <message>
        <source>Scores of</source>
        <translation>Scores von</translation>
    </message>
    <message>
        <source>The layer whose scores make the CAM, its labels and the uncertain region</source>
        <translation>Die Ebene, deren Scores CAM, Labels und unsicheren Bereich ergeben</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>All classes (the highest score of each pixel), one class, or how uncertain a pixel is</source>
        <translation>Alle Klassen (der höchste Score jedes Pixels), eine Klasse oder wie unsicher ein Pixel ist</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours from low to high scores</source>
        <translation>Farben von niedrigen zu hohen Scores</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Pixels whose highest score is lower are background</source>
        <translation>Pixel, deren höchster Score niedriger ist, sind Hintergrund</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Pixels whose highest score is higher have its class; between both they are uncertain</source>
        <translation>Pixel, deren höchster Score höher ist, haben dessen Klasse; dazwischen sind sie unsicher</translation>
    </message>
    <message>
        <source>Thresholds of the paper</source>
        <translation>Schwellen des Papers</translation>
    </message>
    <message>
        <source>Low %1, high %2</source>
        <translation>Niedrig %1, hoch %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>none: how uncertain</source>
        <translation>keine: wie unsicher</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::SessionsDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Adding up…</source>
        <translation>Wird zusammengezählt…</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>Striche</translation>
    </message>
    <message>
        <source>Second looks agreed</source>
        <translation>Zweiter Blick gleich</translation>
    </message>
    <message>
        <source>Changed pixels of the chosen session</source>
        <translation>Geänderte Pixel der gewählten Sitzung</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Pixels gained</source>
        <translation>Gewonnene Pixel</translation>
    </message>
    <message>
        <source>Pixels lost</source>
        <translation>Verlorene Pixel</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>CSV exportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing was reviewed or edited yet.</source>
        <translation>Noch wurde nichts geprüft oder bearbeitet.</translation>
    </message>
    <message>
        <source>A session ends with half an hour without a review or an edit. Breaks of more than five minutes are not counted as active. What was undone does not count.</source>
        <translation>Eine Sitzung endet nach einer halben Stunde ohne Prüfung oder Bearbeitung. Pausen von mehr als fünf Minuten zählen nicht als aktiv. Zurückgenommenes zählt nicht.</translation>
    </message>
    <message>
        <source>%1, going on</source>
        <translation>%1, läuft noch</translation>
    </message>
    <message>
        <source>Write the sessions</source>
        <translation>Sitzungen schreiben</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste suchen</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>Neue Tasten</translation>
    </message>
    <message>
        <source>Press the keys that the chosen command is to have</source>
        <translation>Die Tasten drücken, die der gewählte Befehl haben soll</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Give the chosen command these keys; empty: none</source>
        <translation>Dem gewählten Befehl diese Tasten geben; leer: keine</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Give all commands their usual keys</source>
        <translation>Allen Befehlen ihre üblichen Tasten geben</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>Am Zeiger zoomen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>Bild verschieben</translation>
    </message>
    <message>
        <source>Space or middle button, drag</source>
        <translation>Leertaste oder mittlere Taste, ziehen</translation>
    </message>
    <message>
        <source>The photo without layers</source>
        <translation>Das Foto ohne Ebenen</translation>
    </message>
    <message>
        <source>Q, held</source>
        <translation>Q, gedrückt</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Choose a command in the list first.</source>
        <translation>Zuerst einen Befehl in der Liste wählen.</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot; already: choose other keys, or change that one first.</source>
        <translation>%1 gehört schon zu „%2“: andere Tasten wählen oder zuerst jenen ändern.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no keys now.</source>
        <translation>„%1“ hat jetzt keine Tasten.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the keys %2 now.</source>
        <translation>„%1“ hat jetzt die Tasten %2.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::SizeField</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::StartChoice</name>
    <message>
        <source>Start from</source>
        <translation>Beginnen mit</translation>
    </message>
    <message>
        <source>Weights of an encoder, or the networks of a run: those are fine-tuned, on what was drawn since too. What was drawn in every fifth image is held out; live labels take the new run where it agrees better with that</source>
        <translation>Gewichte eines Encoders oder die Netze eines Laufs: Sie werden feinabgestimmt, auch auf das, was seither gezeichnet wurde. Was in jedem fünften Bild gezeichnet wurde, bleibt außen vor; Live-Labels nehmen den neuen Lauf, wenn er damit besser übereinstimmt</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>Encoder-Gewichte</translation>
    </message>
    <message>
        <source>Networks of %1</source>
        <translation>Netze von %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::StartPage</name>
    <message>
        <source>Turns tags of photos into segmentation masks.</source>
        <translation>Macht aus Tags von Fotos Segmentierungsmasken.</translation>
    </message>
    <message>
        <source>New project from a folder of photos…</source>
        <translation>Neues Projekt aus einem Ordner mit Fotos…</translation>
    </message>
    <message>
        <source>With tags.csv, one sub-folder a class, keywords in the photos, a VOC or COCO data set, or no tags yet. Or drop the folder on this window. Photos stay where they are.</source>
        <translation>Mit tags.csv, einem Unterordner pro Klasse, Stichwörtern in den Fotos, einem VOC- oder COCO-Datensatz oder noch ohne Tags. Oder den Ordner auf dieses Fenster ziehen. Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Ein Projekt öffnen…</translation>
    </message>
    <message>
        <source>A folder whose name ends in .penumbra.</source>
        <translation>Ein Ordner, dessen Name auf .penumbra endet.</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Small scenes that Penumbra draws itself, to try everything without photos of your own.</source>
        <translation>Kleine Szenen, die Penumbra selbst zeichnet, um alles ohne eigene Fotos auszuprobieren.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Opened lately&lt;/b&gt;</source>
        <translation>&lt;b&gt;Zuletzt geöffnet&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::StatusStrip</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Jobs and log</source>
        <translation>Aufträge und Protokoll</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source> (paused)</source>
        <translation> (pausiert)</translation>
    </message>
    <message>
        <source> (stopping)</source>
        <translation> (hält an)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::SwipeHandle</name>
    <message>
        <source>Border between the two layers</source>
        <translation>Grenze zwischen den beiden Ebenen</translation>
    </message>
    <message>
        <source>Drag to see more of one layer; Left and Right move it, too</source>
        <translation>Ziehen, um mehr von einer Ebene zu sehen; Links und Rechts verschieben sie auch</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TableColumns</name>
    <message>
        <source>Usual columns</source>
        <translation>Übliche Spalten</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TagPanel</name>
    <message>
        <source>Tags of the selected images</source>
        <translation>Tags der ausgewählten Bilder</translation>
    </message>
    <message>
        <source>Click to give the tag to all selected images, or to take it from them</source>
        <translation>Klicken, um den Tag allen ausgewählten Bildern zu geben oder zu nehmen</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Name einer neuen Klasse</translation>
    </message>
    <message>
        <source>Enter adds the class and tags the selected images with it</source>
        <translation>Enter fügt die Klasse hinzu und gibt sie den ausgewählten Bildern als Tag</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tags&lt;/b&gt;&lt;br&gt;Select images to see and change theirs.</source>
        <translation>&lt;b&gt;Tags&lt;/b&gt;&lt;br&gt;Bilder auswählen, um ihre zu sehen und zu ändern.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tags of %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;Tags von %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>one image</source>
        <translation>einem Bild</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bildern</translation>
    </message>
    <message>
        <source>&lt;br&gt;%1 not tagged yet</source>
        <translation>&lt;br&gt;%1 noch ohne Tags</translation>
    </message>
    <message>
        <source>Classes: names, colours, keys, order</source>
        <translation>Klassen: Namen, Farben, Tasten, Reihenfolge</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>  (proposed for %1)</source>
        <translation>  (vorgeschlagen für %1)</translation>
    </message>
    <message>
        <source>%1 is a class now</source>
        <translation>%1 ist jetzt eine Klasse</translation>
    </message>
    <message>
        <source>Add it to the %1 images that it is proposed for</source>
        <translation>Den %1 Bildern hinzufügen, für die er vorgeschlagen wird</translation>
    </message>
    <message>
        <source>Refuse it for these %1 images</source>
        <translation>Für diese %1 Bilder ablehnen</translation>
    </message>
    <message>
        <source>Show the images with this tag</source>
        <translation>Die Bilder mit diesem Tag zeigen</translation>
    </message>
    <message>
        <source>Change the class…</source>
        <translation>Klasse ändern…</translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation>Klassen…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ThumbnailDelegate</name>
    <message>
        <source>can&apos;t be read</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TidyPanel</name>
    <message>
        <source>Area of the largest hole that is filled</source>
        <translation>Fläche des größten Lochs, das gefüllt wird</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Specks of fewer pixels go</source>
        <translation>Flecken mit weniger Pixeln verschwinden</translation>
    </message>
    <message>
        <source>By how much it grows or shrinks</source>
        <translation>Um wie viel sie wächst oder schrumpft</translation>
    </message>
    <message>
        <source>Radius of the smoothing</source>
        <translation>Radius der Glättung</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Remove specks</source>
        <translation>Flecken entfernen</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Erweitern</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolActions</name>
    <message>
        <source>Swap with the last class</source>
        <translation>Mit der letzten Klasse tauschen</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Eine Klasse suchen</translation>
    </message>
    <message>
        <source>Class with the key %1</source>
        <translation>Klasse mit der Taste %1</translation>
    </message>
    <message>
        <source>Smaller brush or superpixels</source>
        <translation>Kleinerer Pinsel oder kleinere Superpixel</translation>
    </message>
    <message>
        <source>Larger brush or superpixels</source>
        <translation>Größerer Pinsel oder größere Superpixel</translation>
    </message>
    <message>
        <source>Fill holes of the class</source>
        <translation>Löcher der Klasse füllen</translation>
    </message>
    <message>
        <source>Remove specks of the class</source>
        <translation>Flecken der Klasse entfernen</translation>
    </message>
    <message>
        <source>Grow the class</source>
        <translation>Klasse erweitern</translation>
    </message>
    <message>
        <source>Shrink the class</source>
        <translation>Klasse verkleinern</translation>
    </message>
    <message>
        <source>Smooth borders</source>
        <translation>Ränder glätten</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>Look without editing; a drag pans</source>
        <translation>Ansehen ohne zu bearbeiten; Ziehen verschiebt</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Paint the class. Ctrl+wheel changes the size; Alt and a click pick the class under the cursor</source>
        <translation>Die Klasse malen. Strg+Rad ändert die Größe; Alt und ein Klick nehmen die Klasse unter dem Zeiger</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Paint background, or ignore</source>
        <translation>Hintergrund oder Ignorieren malen</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes it, Backspace takes back a corner</source>
        <translation>Die Ecken anklicken; Enter oder Doppelklick schließt ab, die Rücktaste nimmt eine Ecke zurück</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw round an area to fill it</source>
        <translation>Eine Fläche umfahren, um sie zu füllen</translation>
    </message>
    <message>
        <source>Flood fill</source>
        <translation>Fläche füllen</translation>
    </message>
    <message>
        <source>Fill the area of similar colour that you click</source>
        <translation>Die angeklickte Fläche ähnlicher Farbe füllen</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>Paint over pieces of similar colour</source>
        <translation>Über Stücke ähnlicher Farbe malen</translation>
    </message>
    <message>
        <source>Take from a layer</source>
        <translation>Aus einer Ebene übernehmen</translation>
    </message>
    <message>
        <source>Click a region of another layer to take it over</source>
        <translation>Einen Bereich einer anderen Ebene anklicken, um ihn zu übernehmen</translation>
    </message>
    <message>
        <source>CRF here</source>
        <translation>CRF hier</translation>
    </message>
    <message>
        <source>Drag a rectangle: the labels in it move to the edges of the photo</source>
        <translation>Ein Rechteck ziehen: Die Labels darin rücken an die Kanten des Fotos</translation>
    </message>
    <message>
        <source>Replace a class</source>
        <translation>Eine Klasse ersetzen</translation>
    </message>
    <message>
        <source>Click a region to give it the current class</source>
        <translation>Einen Bereich anklicken, um ihm die aktuelle Klasse zu geben</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolBar</name>
    <message>
        <source>The class that is painted. Click or press / to find another, X for the one before, its key for each</source>
        <translation>Die Klasse, die gemalt wird. Klicken oder / sucht eine andere, X die vorige, ihre Taste jede</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>Radius</translation>
    </message>
    <message>
        <source>Radius of the brush ([ and ], Ctrl+wheel)</source>
        <translation>Radius des Pinsels ([ und ], Strg+Rad)</translation>
    </message>
    <message>
        <source>to</source>
        <translation>zu</translation>
    </message>
    <message>
        <source>What the eraser leaves</source>
        <translation>Was der Radierer hinterlässt</translation>
    </message>
    <message>
        <source>Background: nothing is there. Ignore: not to be learned from</source>
        <translation>Hintergrund: Dort ist nichts. Ignorieren: Daraus wird nicht gelernt</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of the superpixels ([ and ])</source>
        <translation>Größe der Superpixel ([ und ])</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>How far a colour may lie from the one clicked, from 0 to 442</source>
        <translation>Wie weit eine Farbe von der angeklickten liegen darf, von 0 bis 442</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>The layer that is taken from</source>
        <translation>Die Ebene, aus der übernommen wird</translation>
    </message>
    <message>
        <source>score above</source>
        <translation>Score über</translation>
    </message>
    <message>
        <source>Take where the layer&apos;s score (CAM) of the current class is high</source>
        <translation>Übernehmen, wo der Score (CAM) der Ebene für die aktuelle Klasse hoch ist</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>Mindest-Score</translation>
    </message>
    <message>
        <source>The score from which on a pixel is taken</source>
        <translation>Der Score, ab dem ein Pixel übernommen wird</translation>
    </message>
    <message>
        <source>as the current class</source>
        <translation>als aktuelle Klasse</translation>
    </message>
    <message>
        <source>Else the region keeps the class that it has in the layer</source>
        <translation>Sonst behält der Bereich die Klasse, die er in der Ebene hat</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
    <message>
        <source>How far the labels are trusted</source>
        <translation>Wie weit den Labels vertraut wird</translation>
    </message>
    <message>
        <source>How far the labels are trusted against the photo&apos;s colours, from 0.5 to 0.99</source>
        <translation>Wie weit den Labels gegenüber den Farben des Fotos vertraut wird, von 0,5 bis 0,99</translation>
    </message>
    <message>
        <source>everywhere in the image</source>
        <translation>überall im Bild</translation>
    </message>
    <message>
        <source>All regions of the class that is clicked, not that one alone</source>
        <translation>Alle Bereiche der angeklickten Klasse, nicht nur dieser</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>The layer that is edited</source>
        <translation>Die Ebene, die bearbeitet wird</translation>
    </message>
    <message>
        <source>Where edits go: an edited layer. A new one is made at the first edit, over the layer that is named, which itself never changes</source>
        <translation>Wohin Bearbeitungen gehen: in eine bearbeitete Ebene. Bei der ersten Bearbeitung entsteht eine neue über der genannten Ebene, die sich selbst nie ändert</translation>
    </message>
    <message>
        <source>new, over %1</source>
        <translation>neu, über %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolPointer</name>
    <message>
        <source>The superpixels of this photo are not there yet</source>
        <translation>Die Superpixel dieses Fotos sind noch nicht da</translation>
    </message>
    <message>
        <source>A polygon has at least three points</source>
        <translation>Ein Polygon hat mindestens drei Punkte</translation>
    </message>
    <message>
        <source>Drag a rectangle over what the CRF is to refine</source>
        <translation>Ein Rechteck über das ziehen, was der CRF verfeinern soll</translation>
    </message>
    <message>
        <source>There is no other layer to take from</source>
        <translation>Es gibt keine andere Ebene, aus der übernommen werden kann</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TrainingPage</name>
    <message>
        <source>warm-up ends</source>
        <translation>Aufwärmen endet</translation>
    </message>
    <message>
        <source>segmentation on</source>
        <translation>Segmentierung an</translation>
    </message>
    <message>
        <source>uncertain masks</source>
        <translation>unsichere Masken</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>New run and labels</source>
        <translation>Neuer Lauf und Labels</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Labeln</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>Lauf beginnen</translation>
    </message>
    <message>
        <source>Pause or resume the run</source>
        <translation>Lauf pausieren oder fortsetzen</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Lauf anhalten</translation>
    </message>
    <message>
        <source>Continue the chosen run</source>
        <translation>Gewählten Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Estimate time and memory</source>
        <translation>Zeit und Speicher schätzen</translation>
    </message>
    <message>
        <source>Show all steps of the curves</source>
        <translation>Alle Schritte der Kurven zeigen</translation>
    </message>
    <message>
        <source>Label the filtered images</source>
        <translation>Gefilterte Bilder labeln</translation>
    </message>
    <message>
        <source>One run at a time: stop the one under way first</source>
        <translation>Nur ein Lauf zur selben Zeit: zuerst den laufenden anhalten</translation>
    </message>
    <message>
        <source>Train on these images in the background</source>
        <translation>Auf diesen Bildern im Hintergrund trainieren</translation>
    </message>
    <message>
        <source>%1 is trained. Nothing is drawn in the images that are held out, so live labels stay with the features of before.</source>
        <translation>%1 ist trainiert. In den zurückgehaltenen Bildern ist nichts gezeichnet, daher bleiben die Live-Labels bei den Merkmalen von vorher.</translation>
    </message>
    <message>
        <source>%1 is trained, but %2% of what was drawn in images held out is labelled so, and %3% before: live labels stay as they are.</source>
        <translation>%1 ist trainiert, aber %2&#xa0;% des in zurückgehaltenen Bildern Gezeichneten wird so gelabelt, vorher %3&#xa0;%: Live-Labels bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>%1 is trained: %2% of what was drawn in images held out is labelled so, instead of %3%. Live reads photos with it from its next start.</source>
        <translation>%1 ist trainiert: %2&#xa0;% des in zurückgehaltenen Bildern Gezeichneten wird auch so gelabelt, statt %3&#xa0;%. Live liest die Fotos ab dem nächsten Einschalten mit ihm.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TrainingRun</name>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WarningSign</name>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WayStrip</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Instant labels</source>
        <translation>Sofort-Labels</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Next: add photos.</source>
        <translation>Als Nächstes: Fotos hinzufügen.</translation>
    </message>
    <message>
        <source>Next: tag some photos: select them and click tags on the right.</source>
        <translation>Als Nächstes: einige Fotos taggen: auswählen und rechts Tags anklicken.</translation>
    </message>
    <message>
        <source>Next: label all images at once. Needs encoder weights: Train says where they come from.</source>
        <translation>Als Nächstes: alle Bilder auf einmal labeln. Braucht Encoder-Gewichte: Training sagt, woher sie kommen.</translation>
    </message>
    <message>
        <source>Next: train on the tags; it runs in the background.</source>
        <translation>Als Nächstes: auf den Tags trainieren; das läuft im Hintergrund.</translation>
    </message>
    <message>
        <source>Next: train on the tags. Needs encoder weights: Train says where they come from.</source>
        <translation>Als Nächstes: auf den Tags trainieren. Braucht Encoder-Gewichte: Training sagt, woher sie kommen.</translation>
    </message>
    <message>
        <source>Next: look at labels, uncertain regions and truth.</source>
        <translation>Als Nächstes: Labels, unsichere Bereiche und Ground Truth ansehen.</translation>
    </message>
    <message>
        <source>Next: write the masks for other programs.</source>
        <translation>Als Nächstes: die Masken für andere Programme schreiben.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>All steps were taken once.</source>
        <translation>Alle Schritte wurden einmal getan.</translation>
    </message>
    <message>
        <source>%1 of %2 photos are tagged.</source>
        <translation>%1 von %2 Fotos haben Tags.</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Korrigieren</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Next: correct labels by hand: take a tool beside the photo, B for the brush.</source>
        <translation>Als Nächstes: Labels von Hand korrigieren; B nimmt den Pinsel.</translation>
    </message>
    <message>
        <source>Next: review the images that most need you; each says why.</source>
        <translation>Als Nächstes: die Bilder prüfen, die einen Menschen am meisten brauchen; jedes sagt warum.</translation>
    </message>
    <message>
        <source>Next: label all images at once, without training; each stroke then corrects them all.</source>
        <translation>Als Nächstes: alle Bilder sofort labeln, ohne Training; jeder Strich korrigiert dann alle.</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WeightsField</name>
    <message>
        <source>Choose encoder weights</source>
        <translation>Encoder-Gewichte wählen</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>Gewichte (*.safetensors *.pth *.pt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>none: drop or choose a file</source>
        <translation>keine: Datei hierher ziehen oder wählen</translation>
    </message>
    <message>
        <source>Where do weights come from?</source>
        <translation>Woher kommen Gewichte?</translation>
    </message>
    <message>
        <source>Without weights the encoder learns from nothing, which takes far longer.</source>
        <translation>Ohne Gewichte lernt der Encoder von null an, was viel länger dauert.</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>Es gibt keine solche Datei.</translation>
    </message>
    <message>
        <source>%1 encoder, trained on %2. Licence: %3.</source>
        <translation>Encoder %1, trainiert auf %2. Lizenz: %3.</translation>
    </message>
    <message>
        <source>Not among the known weights: timm, DeiT and DINO names are understood.</source>
        <translation>Nicht unter den bekannten Gewichten: Namen von timm, DeiT und DINO werden verstanden.</translation>
    </message>
    <message>
        <source>Weights of a vision transformer in timm, DeiT or DINO names (.safetensors, .pth). Nothing in a .pth file is run.</source>
        <translation>Gewichte eines Vision Transformers in Namen von timm, DeiT oder DINO (.safetensors, .pth). Nichts in einer .pth-Datei wird ausgeführt.</translation>
    </message>
    <message>
        <source>Comes with Penumbra</source>
        <translation>Gehört zu Penumbra</translation>
    </message>
    <message>
        <source>Fetch and use</source>
        <translation>Holen und verwenden</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WeightsPopover</name>
    <message>
        <source>Order of the queue</source>
        <translation>Reihenfolge der Warteschlange</translation>
    </message>
    <message>
        <source>What comes first</source>
        <translation>Was zuerst kommt</translation>
    </message>
    <message>
        <source>Second looks</source>
        <translation>Zweite Blicke</translation>
    </message>
    <message>
        <source>Of reviewed images</source>
        <translation>Von geprüften Bildern</translation>
    </message>
    <message>
        <source>This share of reviewed images comes back later, so that you see how often you still agree. 0%: none.</source>
        <translation>Dieser Anteil geprüfter Bilder kommt später wieder, damit sichtbar wird, wie oft das Urteil gleich bleibt. 0&#xa0;%: keine.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>As in a new project</source>
        <translation>Wie in einem neuen Projekt</translation>
    </message>
</context>
</TS>
