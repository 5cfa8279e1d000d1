<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Changes</name>
    <message>
        <source>tags of %1 images: right about %2</source>
        <translation>%1 张图像的标签：%2 无误</translation>
    </message>
    <message>
        <source>tags of %1 images:%2</source>
        <translation>%1 张图像的标签：%2</translation>
    </message>
    <message>
        <source>add class %1</source>
        <translation>添加类别 %1</translation>
    </message>
    <message>
        <source>rename class %1 to %2</source>
        <translation>将类别 %1 重命名为 %2</translation>
    </message>
    <message>
        <source>key of class %1</source>
        <translation>类别 %1 的按键</translation>
    </message>
    <message>
        <source>colour of class %1</source>
        <translation>类别 %1 的颜色</translation>
    </message>
    <message>
        <source>colours of %1 classes</source>
        <translation>%1 个类别的颜色</translation>
    </message>
    <message>
        <source>order of the classes</source>
        <translation>类别的顺序</translation>
    </message>
    <message>
        <source>merge class %1 into %2</source>
        <translation>将类别 %1 合并到 %2</translation>
    </message>
    <message>
        <source>remove class %1</source>
        <translation>移除类别 %1</translation>
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
        <translation>辅助 CAM</translation>
    </message>
    <message>
        <source>segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>%1, teacher</source>
        <translation>%1，教师</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>process</source>
        <translation>进程</translation>
    </message>
    <message>
        <source>classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>affinity</source>
        <translation>亲和</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能量</translation>
    </message>
    <message>
        <source>evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>evidence margin</source>
        <translation>证据，分类器</translation>
    </message>
    <message>
        <source>FSR, class token</source>
        <translation>FSR，类别 token</translation>
    </message>
    <message>
        <source>FSR, patches</source>
        <translation>FSR，图块</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>a few seconds left</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>about %1 seconds left</source>
        <translation>约剩 %1 秒</translation>
    </message>
    <message>
        <source>about 1 minute left</source>
        <translation>约剩 1 分钟</translation>
    </message>
    <message>
        <source>about %1 minutes left</source>
        <translation>约剩 %1 分钟</translation>
    </message>
    <message>
        <source>about 1 hour left</source>
        <translation>约剩 1 小时</translation>
    </message>
    <message>
        <source>about %1 hours left</source>
        <translation>约剩 %1 小时</translation>
    </message>
    <message>
        <source>about 1 day left</source>
        <translation>约剩 1 天</translation>
    </message>
    <message>
        <source>about %1 days left</source>
        <translation>约剩 %1 天</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1%2 of %3</source>
        <translation>%1%2/%3</translation>
    </message>
    <message>
        <source>: </source>
        <translation>：</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
</context>
<context>
    <name>ImageLayers</name>
    <message>
        <source>CAM label (%1)</source>
        <translation>CAM 标签（%1）</translation>
    </message>
    <message>
        <source>The class with the highest CAM, where it is high enough</source>
        <translation>CAM 足够高处取 CAM 最高的类别</translation>
    </message>
    <message>
        <source>Pseudo-label (%1)</source>
        <translation>伪标签（%1）</translation>
    </message>
    <message>
        <source>Segmentation (%1)</source>
        <translation>分割（%1）</translation>
    </message>
    <message>
        <source>CAM (%1)</source>
        <translation>CAM（%1）</translation>
    </message>
    <message>
        <source>Auxiliary CAM (%1)</source>
        <translation>辅助 CAM（%1）</translation>
    </message>
    <message>
        <source>Made in closed form from an encoder and the tags, without training</source>
        <translation>由编码器和图像标签以闭式解生成，无需训练</translation>
    </message>
    <message>
        <source>Class activation map: where the classifier sees a class</source>
        <translation>类激活图：分类器在哪里看到某个类别</translation>
    </message>
    <message>
        <source>Class activation map of the auxiliary classifier, a few blocks before the last</source>
        <translation>辅助分类器的类激活图，位于最后一个模块之前几层</translation>
    </message>
    <message>
        <source>Pseudo-label: the CAM moved to the edges of the photo; the network learns from it</source>
        <translation>伪标签：与照片边缘对齐的 CAM；网络由此学习</translation>
    </message>
    <message>
        <source>What the segmentation decoder says, pixel by pixel</source>
        <translation>分割解码器逐像素的结果</translation>
    </message>
    <message>
        <source>Labels that were corrected by hand</source>
        <translation>手工修正过的标签</translation>
    </message>
    <message>
        <source>Masks that people made, where the data has them</source>
        <translation>数据自带的人工掩膜</translation>
    </message>
    <message>
        <source>Labels that were read from files</source>
        <translation>从文件读入的标签</translation>
    </message>
    <message>
        <source>What people said: strokes, points and accepted labels, nothing elsewhere</source>
        <translation>人所说的：笔画、点和已接受的标签，其余为空</translation>
    </message>
</context>
<context>
    <name>ImportPlan</name>
    <message>
        <source>Labels of %1 images of this project will come in.</source>
        <translation>将导入本项目 %1 张图像的标注。</translation>
    </message>
    <message>
        <source>%1 of these images have labels in this layer, which are replaced.</source>
        <translation>其中 %1 张图像在此图层中已有标注，将被替换。</translation>
    </message>
    <message>
        <source>New classes: %1.</source>
        <translation>新类别：%1。</translation>
    </message>
    <message>
        <source>%1 counts as %2 by now.</source>
        <translation>%1 现在算作 %2。</translation>
    </message>
    <message>
        <source>It does not name its classes: they are those of the project, in their order.</source>
        <translation>其中没有类别名称：按顺序对应本项目的类别。</translation>
    </message>
    <message>
        <source>Tags, splits and photos of the other program stay there.</source>
        <translation>其他程序的标签、划分和照片不会导入。</translation>
    </message>
    <message>
        <source>%1: of no image of the project, or of several</source>
        <translation>%1：不属于本项目的任何图像，或同时属于多张</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>uncertainty</source>
        <translation>不确定性</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Open for reading only: %1</source>
        <translation>以只读方式打开：%1</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Flood fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>超像素</translation>
    </message>
    <message>
        <source>Region taken</source>
        <translation>取用区域</translation>
    </message>
    <message>
        <source>Score taken</source>
        <translation>按得分取用</translation>
    </message>
    <message>
        <source>Class replaced</source>
        <translation>替换类别</translation>
    </message>
    <message>
        <source>Holes filled</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Specks removed</source>
        <translation>去除斑点</translation>
    </message>
    <message>
        <source>Grown</source>
        <translation>扩张</translation>
    </message>
    <message>
        <source>Shrunk</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>Smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>CRF</source>
        <translation>CRF</translation>
    </message>
    <message>
        <source>New labels where nobody drew</source>
        <translation>未绘制处的新标签</translation>
    </message>
    <message>
        <source>Labels accepted</source>
        <translation>接受标注</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Whole mask</source>
        <translation>整张掩膜</translation>
    </message>
</context>
<context>
    <name>Percent</name>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>one image</source>
        <translation>一张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>one edit</source>
        <translation>一次编辑</translation>
    </message>
    <message>
        <source>%1 edits of %2</source>
        <translation>对 %2的 %1 次编辑</translation>
    </message>
    <message>
        <source>one change of tags or classes</source>
        <translation>一次标签或类别更改</translation>
    </message>
    <message>
        <source>%1 changes of tags or classes</source>
        <translation>%1 次标签或类别更改</translation>
    </message>
    <message>
        <source>Nothing was lost: no edit had been made.</source>
        <translation>没有丢失任何内容：当时没有编辑。</translation>
    </message>
    <message>
        <source>Nothing was lost: %1.</source>
        <translation>没有丢失任何内容：%1。</translation>
    </message>
    <message>
        <source> and </source>
        <comment>between two things</comment>
        <translation>和</translation>
    </message>
    <message>
        <source>the run “%1” stands at step %2 of %3 and can be continued in Train</source>
        <translation>运行“%1”停在第 %2/%3 步，可在“训练”中继续</translation>
    </message>
    <message>
        <source>the layer “%1” is completed when the same labels are asked for again</source>
        <translation>再次生成相同标签即可补完图层“%1”</translation>
    </message>
    <message>
        <source>the import of “%1” goes on when the project is opened</source>
        <translation>打开项目后将继续导入“%1”</translation>
    </message>
    <message>
        <source>Penumbra ended unexpectedly (%1).</source>
        <translation>Penumbra 意外结束（%1）。</translation>
    </message>
    <message>
        <source>Penumbra ended unexpectedly (%1) while “%2” was open.</source>
        <translation>Penumbra 在打开“%2”时意外结束（%1）。</translation>
    </message>
    <message>
        <source>Unfinished: %1.</source>
        <translation>未完成：%1。</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>drawing</source>
        <translation>正在绘制</translation>
    </message>
    <message>
        <source>checking images</source>
        <translation>正在检查图像</translation>
    </message>
    <message>
        <source>drawing scenes</source>
        <translation>正在绘制场景</translation>
    </message>
    <message>
        <source>sub-folders</source>
        <translation>子文件夹</translation>
    </message>
    <message>
        <source>embedded keywords</source>
        <translation>内嵌关键词</translation>
    </message>
    <message>
        <source>COCO instances file with compressed RLE, one annotation a class and image</source>
        <translation>COCO 实例文件，使用压缩 RLE，每个类别和图像一条标注</translation>
    </message>
    <message>
        <source>Undecided pixels become one crowd region. Objects of one class are one annotation. Tags, scores and history stay behind.</source>
        <translation>未定像素合为一个 crowd 区域。同类物体为一条标注。标签、得分和历史不导出。</translation>
    </message>
    <message>
        <source>exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>NumPy archive: an array of uint8 an image, and the names of the classes</source>
        <translation>NumPy 归档：每张图像一个 uint8 数组，以及类别名称</translation>
    </message>
    <message>
        <source>Tags, photos, scores and history stay behind.</source>
        <translation>标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>PASCAL VOC: SegmentationClass masks, ImageSets list and class list</source>
        <translation>PASCAL VOC：SegmentationClass 掩膜、ImageSets 列表和类别列表</translation>
    </message>
    <message>
        <source>results/VOC2012/Segmentation, as the VOC evaluation server takes it</source>
        <translation>results/VOC2012/Segmentation，VOC 评测服务器接受的格式</translation>
    </message>
    <message>
        <source>Undecided pixels become background, and class names are not written. Tags, photos, scores and history stay behind.</source>
        <translation>未定像素变为背景，不写出类别名称。标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>closed-form start</source>
        <translation>闭式初始化</translation>
    </message>
    <message>
        <source>fitting</source>
        <translation>正在拟合</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>instant labels</source>
        <translation>即时标签</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>comparing photos</source>
        <translation>正在比较照片</translation>
    </message>
    <message>
        <source>reading photos</source>
        <translation>正在读取照片</translation>
    </message>
    <message>
        <source>importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>importing labels</source>
        <translation>正在导入标签</translation>
    </message>
    <message>
        <source>relinking</source>
        <translation>正在重新关联</translation>
    </message>
    <message>
        <source>looking for photos</source>
        <translation>正在查找照片</translation>
    </message>
    <message>
        <source>verifying</source>
        <translation>正在校验</translation>
    </message>
    <message>
        <source>training the demo encoder</source>
        <translation>正在训练演示编码器</translation>
    </message>
    <message>
        <source>fraction of the run</source>
        <translation>占运行的比例</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>运行长度</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images a step</source>
        <translation>每步的图像数</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Seed of everything that is drawn</source>
        <translation>所有随机抽取的种子</translation>
    </message>
    <message>
        <source>checkpoint_every</source>
        <translation>检查点间隔</translation>
    </message>
    <message>
        <source>How often a checkpoint is written</source>
        <translation>写检查点的频率</translation>
    </message>
    <message>
        <source>validate_every</source>
        <translation>验证间隔</translation>
    </message>
    <message>
        <source>How often the validation split is measured; 0: never</source>
        <translation>测量验证划分的频率；0：从不</translation>
    </message>
    <message>
        <source>preview_every</source>
        <translation>预览间隔</translation>
    </message>
    <message>
        <source>How often CAM, uncertain region and pseudo-label of the preview images are kept; 0: never</source>
        <translation>保存预览图像的 CAM、不确定区域和伪标签的频率；0：从不</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>encoder</source>
        <translation>编码器</translation>
    </message>
    <message>
        <source>Size of the vision transformer</source>
        <translation>视觉 Transformer 的规模</translation>
    </message>
    <message>
        <source>image_size</source>
        <translation>图像尺寸</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>Side of the square images that are trained on; a multiple of 16</source>
        <translation>训练用方形图像的边长；16 的倍数</translation>
    </message>
    <message>
        <source>decoder_width</source>
        <translation>解码器宽度</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Hidden width of the segmentation decoder</source>
        <translation>分割解码器的隐藏宽度</translation>
    </message>
    <message>
        <source>projector_hidden</source>
        <translation>投影头隐藏宽度</translation>
    </message>
    <message>
        <source>Hidden width of the projector</source>
        <translation>投影头的隐藏宽度</translation>
    </message>
    <message>
        <source>projector_bottleneck</source>
        <translation>投影头瓶颈</translation>
    </message>
    <message>
        <source>Width before the projector&apos;s last layer</source>
        <translation>投影头最后一层之前的宽度</translation>
    </message>
    <message>
        <source>projector_outputs</source>
        <translation>投影头输出</translation>
    </message>
    <message>
        <source>Outputs of the projector</source>
        <translation>投影头的输出数</translation>
    </message>
    <message>
        <source>drop_path</source>
        <translation>随机深度</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>Stochastic depth of the last block, rising from 0</source>
        <translation>最后一个模块的随机深度，从 0 递增</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>classifier_init</source>
        <translation>分类器初始化</translation>
    </message>
    <message>
        <source>Classifiers before the first step: random, or ridge regression on the frozen encoder</source>
        <translation>第一步之前的分类器：随机，或在冻结编码器上做岭回归</translation>
    </message>
    <message>
        <source>segmentation_target</source>
        <translation>分割目标</translation>
    </message>
    <message>
        <source>What the segmentation learns: CAMs refined in each step, or instant labels made once</source>
        <translation>分割学习的内容：每步精化的 CAM，或一次生成的即时标签</translation>
    </message>
    <message>
        <source>rounds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Times that instant labels are made during the run, each from the encoder of then</source>
        <translation>运行期间生成即时标签的次数，每次使用当时的编码器</translation>
    </message>
    <message>
        <source>Optimisation</source>
        <translation>优化</translation>
    </message>
    <message>
        <source>learning_rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Highest rate of the encoder</source>
        <translation>编码器的最高学习率</translation>
    </message>
    <message>
        <source>weight_decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Decay of weight matrices</source>
        <translation>权重矩阵的衰减</translation>
    </message>
    <message>
        <source>head_rate_factor</source>
        <translation>头部学习率倍数</translation>
    </message>
    <message>
        <source>Rate of decoder, projector and classifiers over the encoder&apos;s</source>
        <translation>解码器、投影头和分类器相对编码器的学习率</translation>
    </message>
    <message>
        <source>warm_up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Time over which the rate rises</source>
        <translation>学习率上升的时间</translation>
    </message>
    <message>
        <source>warm_up_start</source>
        <translation>预热起点</translation>
    </message>
    <message>
        <source>Factor of the rate at the first step</source>
        <translation>第一步的学习率倍数</translation>
    </message>
    <message>
        <source>teacher_momentum</source>
        <translation>教师动量</translation>
    </message>
    <message>
        <source>How much of itself the teacher keeps at the first step; rises to 1</source>
        <translation>教师在第一步保留自身的比例；升至 1</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>masked_view</source>
        <translation>遮挡视图</translation>
    </message>
    <message>
        <source>A second view with hidden blocks, and the teacher that sees them</source>
        <translation>带遮挡块的第二视图，以及能看到它们的教师</translation>
    </message>
    <message>
        <source>local_views</source>
        <translation>局部视图</translation>
    </message>
    <message>
        <source>views</source>
        <translation>个</translation>
    </message>
    <message>
        <source>Small views of parts of the image</source>
        <translation>图像局部的小视图</translation>
    </message>
    <message>
        <source>local_size</source>
        <translation>局部尺寸</translation>
    </message>
    <message>
        <source>Side of a local view</source>
        <translation>局部视图的边长</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>high_threshold</source>
        <translation>高阈值</translation>
    </message>
    <message>
        <source>CAM above which a pixel is a class</source>
        <translation>CAM 高于此值的像素属于某类别</translation>
    </message>
    <message>
        <source>low_threshold</source>
        <translation>低阈值</translation>
    </message>
    <message>
        <source>CAM below which a pixel is background</source>
        <translation>CAM 低于此值的像素为背景</translation>
    </message>
    <message>
        <source>cam_threshold</source>
        <translation>CAM 阈值</translation>
    </message>
    <message>
        <source>CAM that separates class and background when labels are made</source>
        <translation>生成标签时区分类别与背景的 CAM</translation>
    </message>
    <message>
        <source>label_size</source>
        <translation>标签尺寸</translation>
    </message>
    <message>
        <source>Size that is segmented when labels are made: native, training or a number of px</source>
        <translation>生成标签时分割所用的尺寸：native、training 或像素数</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>mask_block</source>
        <translation>遮挡块</translation>
    </message>
    <message>
        <source>Side of a block that is hidden whole</source>
        <translation>整块遮挡的边长</translation>
    </message>
    <message>
        <source>mask_ratio</source>
        <translation>遮挡比例</translation>
    </message>
    <message>
        <source>fraction of the blocks</source>
        <translation>占块数的比例</translation>
    </message>
    <message>
        <source>Blocks hidden</source>
        <translation>被遮挡的块</translation>
    </message>
    <message>
        <source>uncertain_low</source>
        <translation>不确定下限</translation>
    </message>
    <message>
        <source>Lower bound of an uncertain CAM</source>
        <translation>不确定 CAM 的下限</translation>
    </message>
    <message>
        <source>uncertain_high</source>
        <translation>不确定上限</translation>
    </message>
    <message>
        <source>Upper bound of an uncertain CAM</source>
        <translation>不确定 CAM 的上限</translation>
    </message>
    <message>
        <source>uncertain_from</source>
        <translation>不确定起始</translation>
    </message>
    <message>
        <source>When uncertain blocks are hidden first; random ones before</source>
        <translation>从何时起遮挡不确定块；此前随机遮挡</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>classification_weight</source>
        <translation>分类权重</translation>
    </message>
    <message>
        <source>Weight of the classification</source>
        <translation>分类的权重</translation>
    </message>
    <message>
        <source>fsr_class_weight</source>
        <translation>FSR 类别权重</translation>
    </message>
    <message>
        <source>Weight of the class token&apos;s self-reinforcement</source>
        <translation>类别 token 自增强的权重</translation>
    </message>
    <message>
        <source>fsr_patch_weight</source>
        <translation>FSR 图块权重</translation>
    </message>
    <message>
        <source>Weight of the hidden patches&apos; self-reinforcement</source>
        <translation>被遮挡图块自增强的权重</translation>
    </message>
    <message>
        <source>affinity_weight</source>
        <translation>亲和权重</translation>
    </message>
    <message>
        <source>Weight of the patch affinity</source>
        <translation>图块亲和的权重</translation>
    </message>
    <message>
        <source>affinity_from</source>
        <translation>亲和起始</translation>
    </message>
    <message>
        <source>When the patch affinity starts to count</source>
        <translation>图块亲和从何时起计入</translation>
    </message>
    <message>
        <source>segmentation_weight</source>
        <translation>分割权重</translation>
    </message>
    <message>
        <source>Weight of the segmentation</source>
        <translation>分割的权重</translation>
    </message>
    <message>
        <source>segmentation_from</source>
        <translation>分割起始</translation>
    </message>
    <message>
        <source>When the segmentation starts to count</source>
        <translation>分割从何时起计入</translation>
    </message>
    <message>
        <source>energy_weight</source>
        <translation>能量权重</translation>
    </message>
    <message>
        <source>Weight of the dense energy</source>
        <translation>稠密能量的权重</translation>
    </message>
    <message>
        <source>energy_from</source>
        <translation>能量起始</translation>
    </message>
    <message>
        <source>When the dense energy starts to count</source>
        <translation>稠密能量从何时起计入</translation>
    </message>
    <message>
        <source>teacher_temperature_start</source>
        <translation>教师温度起点</translation>
    </message>
    <message>
        <source>Softmax temperature of the teacher at the first step</source>
        <translation>第一步时教师的 softmax 温度</translation>
    </message>
    <message>
        <source>teacher_temperature</source>
        <translation>教师温度</translation>
    </message>
    <message>
        <source>Softmax temperature of the teacher after its warm-up</source>
        <translation>预热后教师的 softmax 温度</translation>
    </message>
    <message>
        <source>teacher_temperature_warm_up</source>
        <translation>教师温度预热</translation>
    </message>
    <message>
        <source>Time over which the teacher&apos;s temperature rises</source>
        <translation>教师温度上升的时间</translation>
    </message>
    <message>
        <source>student_temperature</source>
        <translation>学生温度</translation>
    </message>
    <message>
        <source>Softmax temperature of the student</source>
        <translation>学生的 softmax 温度</translation>
    </message>
    <message>
        <source>centre_momentum</source>
        <translation>中心动量</translation>
    </message>
    <message>
        <source>How much of the teacher&apos;s centres is kept a step</source>
        <translation>每步保留教师中心的比例</translation>
    </message>
    <message>
        <source>trying a few steps</source>
        <translation>正在试运行几步</translation>
    </message>
    <message>
        <source>training</source>
        <translation>正在训练</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>正在验证</translation>
    </message>
    <message>
        <source>Tags, scores and history stay behind.</source>
        <translation>标签、得分和历史不导出。</translation>
    </message>
    <message>
        <source>Cityscapes: labelIds, labelTrainIds and colour PNGs, and JSON polygons in gtFine/</source>
        <translation>Cityscapes：gtFine/ 中的 labelIds、labelTrainIds 和彩色 PNG，以及 JSON 多边形</translation>
    </message>
    <message>
        <source>Where the classes are the 19 of Cityscapes, background becomes undecided (&apos;unlabeled&apos;). Tags, photos, scores and history stay behind.</source>
        <translation>若类别为 Cityscapes 的 19 类，背景变为未定（unlabeled）。标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>COCO panoptic: PNGs whose colours are segments, and a JSON file</source>
        <translation>COCO panoptic：以颜色表示分段的 PNG 和一个 JSON 文件</translation>
    </message>
    <message>
        <source>Objects of one class are one segment. Tags, photos, scores and history stay behind.</source>
        <translation>同类物体为一个分段。标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>CVAT for images 1.1: an XML file with a mask a class and image</source>
        <translation>CVAT for images 1.1：XML 文件，每个类别和图像一个掩膜</translation>
    </message>
    <message>
        <source>Objects of one class are one mask. Tags, photos, scores and history stay behind.</source>
        <translation>同类物体为一个掩膜。标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>Datumaro: annotations/SPLIT.json with a mask a class and image</source>
        <translation>Datumaro：annotations/SPLIT.json，每个类别和图像一个掩膜</translation>
    </message>
    <message>
        <source>Grey PNG masks whose levels are the labels, and CSV lists of classes and images</source>
        <translation>灰度 PNG 掩膜，灰度级即标签，以及类别和图像的 CSV 列表</translation>
    </message>
    <message>
        <source>Hugging Face image folder: masks, and metadata.jsonl with photo and tags of each</source>
        <translation>Hugging Face 图像文件夹：掩膜，以及含照片和标签的 metadata.jsonl</translation>
    </message>
    <message>
        <source>Photos, scores and history stay behind; the masks are the images of the folder.</source>
        <translation>照片、得分和历史不导出；掩膜即文件夹中的图像。</translation>
    </message>
    <message>
        <source>Label Studio JSON: a brush stroke a class and image, its classes as choices</source>
        <translation>Label Studio JSON：每个类别和图像一个笔刷，类别作为选项</translation>
    </message>
    <message>
        <source>Objects of one class are one stroke. Photos, scores and history stay behind.</source>
        <translation>同类物体为一个笔刷。照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>labelme: a JSON file an image with a mask a class, to lie beside the photos</source>
        <translation>labelme：每张图像一个 JSON 文件，每个类别一个掩膜，放在照片旁</translation>
    </message>
    <message>
        <source>MMSegmentation folder with reduce_zero_label=True, as ADE20K: 0 is undecided</source>
        <translation>MMSegmentation 文件夹，reduce_zero_label=True，同 ADE20K：0 为未定</translation>
    </message>
    <message>
        <source>MMSegmentation folder with reduce_zero_label=False: 0 is background</source>
        <translation>MMSegmentation 文件夹，reduce_zero_label=False：0 为背景</translation>
    </message>
    <message>
        <source>YOLO segmentation: data.yaml and a polygon a line and region in labels/</source>
        <translation>YOLO 分割：data.yaml，labels/ 中每行每个区域一个多边形</translation>
    </message>
    <message>
        <source>Undecided pixels become background. Tags, photos, scores and history stay behind.</source>
        <translation>未定像素变为背景。标签、照片、得分和历史不导出。</translation>
    </message>
    <message>
        <source>taking in what was said</source>
        <translation>正在读取标注依据</translation>
    </message>
    <message>
        <source>simulating a person</source>
        <translation>正在模拟标注者</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>证据</translation>
    </message>
    <message>
        <source>evidence_weight</source>
        <translation>证据权重</translation>
    </message>
    <message>
        <source>Weight of the segmentation at pixels of which a person said the class</source>
        <translation>在由人指明类别的像素上分割的权重</translation>
    </message>
    <message>
        <source>evidence_margin_weight</source>
        <translation>分类器证据权重</translation>
    </message>
    <message>
        <source>evidence_repeat</source>
        <translation>证据重复次数</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>How often an image with evidence is drawn for one without</source>
        <translation>有证据的图像相对于没有证据的图像被抽取的倍数</translation>
    </message>
    <message>
        <source>Weight of the classifiers at patches of which a person said the class; with both weights 0 evidence plays no part</source>
        <translation>在由人指明类别的图块上分类器的权重；两个权重都为 0 时证据不起作用</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::AboutDialog</name>
    <message>
        <source>Library</source>
        <translation>库</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Text of the licence</source>
        <translation>许可证文本</translation>
    </message>
    <message>
        <source>About Penumbra</source>
        <translation>关于 Penumbra</translation>
    </message>
    <message>
        <source>Version, licence and libraries</source>
        <translation>版本、许可和库</translation>
    </message>
    <message>
        <source>Turns tags of photos into segmentation masks.</source>
        <translation>把照片的标签变成分割掩膜。</translation>
    </message>
    <message>
        <source>Penumbra is free software under the GNU General Public License, version 3 or later (GPL-3.0-or-later). It comes without any warranty.</source>
        <translation>Penumbra 是自由软件，采用 GNU 通用公共许可证第 3 版或更高版本（GPL-3.0-or-later）。不提供任何担保。</translation>
    </message>
    <message>
        <source>It works with these libraries:</source>
        <translation>使用以下库：</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy version and libraries, e.g. for a report of a fault</source>
        <translation>复制版本和库信息，例如用于报告问题</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Canvas</name>
    <message>
        <source>Photo with layers</source>
        <translation>带图层的照片</translation>
    </message>
    <message>
        <source>Fit the photo to the window</source>
        <translation>使照片适应窗口</translation>
    </message>
    <message>
        <source>Show the photo at 100%</source>
        <translation>以 100 % 显示照片</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the bare photo while the key is held</source>
        <translation>按住按键时只显示照片</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CheckTagsBar</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Check tags: take the proposal</source>
        <translation>检查标签：采纳建议</translation>
    </message>
    <message>
        <source>No tags are contradicted. Scores come from labelling with a trained run; bare encoder weights give none.</source>
        <translation>没有与分类器矛盾的标签。得分来自用训练过的运行生成标签；仅有编码器权重时没有得分。</translation>
    </message>
    <message>
        <source>Take (Y)</source>
        <translation>采纳 (Y)</translation>
    </message>
    <message>
        <source>Refuse (N)</source>
        <translation>拒绝 (N)</translation>
    </message>
    <message>
        <source>Check tags: refuse the proposal</source>
        <translation>检查标签：拒绝建议</translation>
    </message>
    <message>
        <source>Nothing is proposed for this image.</source>
        <translation>此图像没有建议。</translation>
    </message>
    <message>
        <source>The tag &lt;b&gt;%1&lt;/b&gt; is in doubt: the classifier hardly sees it (%2% sure). %3 left to check.</source>
        <translation>标签 &lt;b&gt;%1&lt;/b&gt; 存疑：分类器几乎没有看到它（把握 %2%）。还剩 %3 项待检查。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; is no tag, but the classifier sees it (%2% sure). %3 left to check.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; 不是标签，但分类器看到了它（把握 %2%）。还剩 %3 项待检查。</translation>
    </message>
    <message>
        <source>Remove %1 (Y)</source>
        <translation>移除 %1 (Y)</translation>
    </message>
    <message>
        <source>Add %1 (Y)</source>
        <translation>添加 %1 (Y)</translation>
    </message>
    <message>
        <source>Keep it (N)</source>
        <translation>保留 (N)</translation>
    </message>
    <message>
        <source>Not in it (N)</source>
        <translation>不在其中 (N)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassDecision</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose a class</source>
        <translation>选择类别</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>合并到</translation>
    </message>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>ignore: neither a class nor background</source>
        <translation>忽略：既非类别也非背景</translation>
    </message>
    <message>
        <source>What its labels become</source>
        <translation>其标签图变成什么</translation>
    </message>
    <message>
        <source>Merge %1 into</source>
        <translation>将 %1 合并到</translation>
    </message>
    <message>
        <source>Remove %1; its labels become</source>
        <translation>移除 %1；其标签图变为</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Then it says here what that does.</source>
        <translation>然后这里会说明其效果。</translation>
    </message>
    <message>
        <source>Its labels, on at least %1 images so far, show as %2.</source>
        <translation>其标签图（目前至少在 %1 张图像上）显示为 %2。</translation>
    </message>
    <message>
        <source>No label has it.</source>
        <translation>没有标签图含有它。</translation>
    </message>
    <message>
        <source>Its labels, on one image, show as %1.</source>
        <translation>其标签图（在一张图像上）显示为 %1。</translation>
    </message>
    <message>
        <source>Its labels, on %1 images, show as %2.</source>
        <translation>其标签图（在 %1 张图像上）显示为 %2。</translation>
    </message>
    <message>
        <source>Its images are being counted.</source>
        <translation>正在统计其图像。</translation>
    </message>
    <message>
        <source>No image is tagged with it.</source>
        <translation>没有图像带有该标签。</translation>
    </message>
    <message>
        <source>One image tagged with it gets the tag %1.</source>
        <translation>一张带有该标签的图像改为标签 %1。</translation>
    </message>
    <message>
        <source>%1 images tagged with it get the tag %2.</source>
        <translation>%1 张带有该标签的图像改为标签 %2。</translation>
    </message>
    <message>
        <source>%1 of them have it already.</source>
        <translation>其中 %1 张已有该标签。</translation>
    </message>
    <message>
        <source>Undo brings everything back.</source>
        <translation>撤销即可恢复一切。</translation>
    </message>
    <message>
        <source>One image loses the tag.</source>
        <translation>一张图像失去该标签。</translation>
    </message>
    <message>
        <source>%1 images lose the tag.</source>
        <translation>%1 张图像失去该标签。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassFiguresModel</name>
    <message>
        <source>Classes that either layer has</source>
        <translation>任一图层中的类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Intersection over union of the pixels of all images</source>
        <translation>所有图像像素的交并比</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of the class</source>
        <translation>类别轮廓两侧带状区域的 IoU</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Gain of IoU against the truth, in percentage points</source>
        <translation>相对真值的 IoU 提升，单位为百分点</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>%1: not in the reference, so it counts for no mean</source>
        <translation>%1：参考中没有，因此不计入平均</translation>
    </message>
    <message>
        <source>%1: %2 pixels in the reference</source>
        <translation>%1：参考中有 %2 个像素</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassList</name>
    <message>
        <source>Classes of the image</source>
        <translation>图像的类别</translation>
    </message>
    <message>
        <source>Point at a class to see it alone. In per cent: how sure the classifier is that it is in the photo</source>
        <translation>指向一个类别以单独查看。百分数：分类器有多大把握认为它在照片中</translation>
    </message>
    <message>
        <source>Change the class…</source>
        <translation>更改类别…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassManager</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The classes have another order</source>
        <translation>类别顺序已更改</translation>
    </message>
    <message>
        <source>%1 is %2 now</source>
        <translation>%1 现在是 %2</translation>
    </message>
    <message>
        <source>%1 is no class any more</source>
        <translation>%1 不再是类别</translation>
    </message>
    <message>
        <source>%1 of at most %2 classes</source>
        <translation>%1 个类别，最多 %2 个</translation>
    </message>
    <message>
        <source> · %1 fit the filter</source>
        <translation> · %1 个符合筛选</translation>
    </message>
    <message>
        <source> · read only</source>
        <translation> · 只读</translation>
    </message>
    <message>
        <source>%1 is a class now</source>
        <translation>%1 现在是类别</translation>
    </message>
    <message>
        <source>The class is called %1 now</source>
        <translation>该类别现在名为 %1</translation>
    </message>
    <message>
        <source>%1 has no key any more</source>
        <translation>%1 不再有按键</translation>
    </message>
    <message>
        <source>%1 chooses %2 now</source>
        <translation>%1 现在选择 %2</translation>
    </message>
    <message>
        <source>%1 chooses %2 now, and %3 no more</source>
        <translation>%1 现在选择 %2，不再选择 %3</translation>
    </message>
    <message>
        <source>Colour of %1</source>
        <translation>%1 的颜色</translation>
    </message>
    <message>
        <source>%1 has another colour</source>
        <translation>%1 的颜色已更改</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>新类别的名称</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Rename the class</source>
        <translation>重命名类别</translation>
    </message>
    <message>
        <source>Colour of the class…</source>
        <translation>类别颜色…</translation>
    </message>
    <message>
        <source>Key of the class…</source>
        <translation>类别按键…</translation>
    </message>
    <message>
        <source>Class up</source>
        <translation>上移类别</translation>
    </message>
    <message>
        <source>Class down</source>
        <translation>下移类别</translation>
    </message>
    <message>
        <source>Show the images with this tag</source>
        <translation>显示带有此标签的图像</translation>
    </message>
    <message>
        <source>Merge the class into…</source>
        <translation>将类别合并到…</translation>
    </message>
    <message>
        <source>Remove the class…</source>
        <translation>移除类别…</translation>
    </message>
    <message>
        <source>Usual colours for all classes</source>
        <translation>所有类别使用默认颜色</translation>
    </message>
    <message>
        <source>All classes have their usual colours, which the colour-blind can tell apart</source>
        <translation>所有类别已恢复默认颜色，色盲者也能区分</translation>
    </message>
    <message>
        <source>Colour…</source>
        <translation>颜色…</translation>
    </message>
    <message>
        <source>Usual colours</source>
        <translation>默认颜色</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>合并到…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassModel</name>
    <message>
        <source>Its colour on screen: double-click to change it</source>
        <translation>屏幕上的颜色：双击更改</translation>
    </message>
    <message>
        <source>Double-click to change it; drag rows to order them</source>
        <translation>双击更改；拖动各行以排序</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The key that chooses it: double-click, then press 1 to 9</source>
        <translation>选择它的按键：双击后按 1 到 9</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>How many images have the tag</source>
        <translation>带有此标签的图像数</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>已加标签</translation>
    </message>
    <message>
        <source>How many images have it in their labels, in any layer</source>
        <translation>任一图层的标签图中含有它的图像数</translation>
    </message>
    <message>
        <source>Labelled</source>
        <translation>已标注</translation>
    </message>
    <message>
        <source>Colour of %1: %2</source>
        <translation>%1 的颜色：%2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassNameDelegate</name>
    <message>
        <source>Name of the class</source>
        <translation>类别名称</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ClassPopup</name>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
    </message>
    <message>
        <source>Classes that fit</source>
        <translation>匹配的类别</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CommandList</name>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Type what you want to do</source>
        <translation>输入想做的事</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>匹配的命令</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparePage</name>
    <message>
        <source>comparing</source>
        <translation>正在比较</translation>
    </message>
    <message>
        <source>comparing %1 of %2</source>
        <translation>正在比较 %1/%2</translation>
    </message>
    <message>
        <source>stopped; R compares again</source>
        <translation>已停止；按 R 重新比较</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Both layers side by side, at the same zoom</source>
        <translation>两个图层并排显示，缩放一致</translation>
    </message>
    <message>
        <source>Swipe</source>
        <translation>滑动</translation>
    </message>
    <message>
        <source>One layer on either side of a border that you drag</source>
        <translation>拖动分界线，两侧各显示一个图层</translation>
    </message>
    <message>
        <source>Blink</source>
        <translation>闪烁</translation>
    </message>
    <message>
        <source>One layer after the other</source>
        <translation>两个图层交替显示</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Only what differs: wrong class, missed, invented</source>
        <translation>只显示差异：类别错误、遗漏、虚报</translation>
    </message>
    <message>
        <source>Show the other layer</source>
        <translation>显示另一图层</translation>
    </message>
    <message>
        <source>Blink by itself</source>
        <translation>自动闪烁</translation>
    </message>
    <message>
        <source>Swap the layers</source>
        <translation>交换图层</translation>
    </message>
    <message>
        <source>Next image of the list</source>
        <translation>列表中的下一张图像</translation>
    </message>
    <message>
        <source>Previous image of the list</source>
        <translation>列表中的上一张图像</translation>
    </message>
    <message>
        <source>First image of the list</source>
        <translation>列表中的第一张图像</translation>
    </message>
    <message>
        <source>Show all compared images</source>
        <translation>显示所有已比较的图像</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>重新比较</translation>
    </message>
    <message>
        <source>Report as HTML</source>
        <translation>HTML 报告</translation>
    </message>
    <message>
        <source>Web pages (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Write a page with figures and pictures of the worst images</source>
        <translation>写出一个网页，包含数据和最差图像的图片</translation>
    </message>
    <message>
        <source>Report as CSV</source>
        <translation>CSV 报告</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Write the figures of every image as a table</source>
        <translation>将每张图像的数据写成表格</translation>
    </message>
    <message>
        <source>The layer to judge</source>
        <translation>要评判的图层</translation>
    </message>
    <message>
        <source>The layer that is taken to be right</source>
        <translation>视为正确的图层</translation>
    </message>
    <message>
        <source>Time of each layer</source>
        <translation>每个图层的时间</translation>
    </message>
    <message>
        <source>Time of each layer: 0.2 to 2 seconds</source>
        <translation>每个图层的时间：0.2 到 2 秒</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>with</source>
        <translation>与</translation>
    </message>
    <message>
        <source>Open a project to compare its label layers.</source>
        <translation>打开一个项目以比较其标签图层。</translation>
    </message>
    <message>
        <source>There is nothing to compare yet: this project has no label layers.

Label the images (instant labels need no training), or import ground truth. As soon as there are two layers, they can be compared here.</source>
        <translation>还没有可比较的内容：此项目没有标签图层。

请为图像生成标签（即时标签无需训练），或导入真值。有了两个图层后即可在此比较。</translation>
    </message>
    <message>
        <source>There is nothing to compare %1 with: it is the only label layer.

Label the images in another way, train and label them, or import ground truth.</source>
        <translation>没有可与 %1 比较的图层：它是唯一的标签图层。

请用其他方式生成标签，训练后生成标签，或导入真值。</translation>
    </message>
    <message>
        <source>Choose two different layers</source>
        <translation>请选择两个不同的图层</translation>
    </message>
    <message>
        <source>1 filtered image</source>
        <translation>1 张筛选出的图像</translation>
    </message>
    <message>
        <source>%1 filtered images</source>
        <translation>%1 张筛选出的图像</translation>
    </message>
    <message>
        <source>%1 compared</source>
        <translation>已比较 %1 张</translation>
    </message>
    <message>
        <source>%1 without labels in </source>
        <translation>%1 张没有标签，图层：</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read</source>
        <translation>%1 张无法读取</translation>
    </message>
    <message>
        <source>No image is chosen</source>
        <translation>未选择图像</translation>
    </message>
    <message>
        <source>%1: no labels</source>
        <translation>%1：无标签</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>写出报告</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写出 %1</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
    <message>
        <source>Label instantly…</source>
        <translation>即时生成标签…</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>在“查看”中打开</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparedImagesModel</name>
    <message>
        <source>File name of the photo</source>
        <translation>照片的文件名</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Mean over the classes of the reference of their intersection over union</source>
        <translation>参考中各类别交并比的平均</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Pixels that both layers label the same</source>
        <translation>两个图层标签相同的像素</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of classes</source>
        <translation>各类别轮廓两侧带状区域的 IoU</translation>
    </message>
    <message>
        <source>Boundary</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Gain of IoU against the truth, in percentage points</source>
        <translation>相对真值的 IoU 提升，单位为百分点</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Pixels of the chosen cell of the confusion matrix</source>
        <translation>混淆矩阵中所选单元格的像素</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparedImagesPanel</name>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Back to all compared images</source>
        <translation>返回所有已比较的图像</translation>
    </message>
    <message>
        <source>No images</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Compared images</source>
        <translation>已比较的图像</translation>
    </message>
    <message>
        <source>Open in Inspect</source>
        <translation>在“查看”中打开</translation>
    </message>
    <message>
        <source>Copy the figures</source>
        <translation>复制数据</translation>
    </message>
    <message>
        <source>by name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>by name from Z to A</source>
        <translation>按名称从 Z 到 A</translation>
    </message>
    <message>
        <source>the largest loss first</source>
        <translation>下降最多的在前</translation>
    </message>
    <message>
        <source>the largest gain first</source>
        <translation>提升最多的在前</translation>
    </message>
    <message>
        <source>the fewest pixels first</source>
        <translation>像素最少的在前</translation>
    </message>
    <message>
        <source>the most pixels first</source>
        <translation>像素最多的在前</translation>
    </message>
    <message>
        <source>the worst first</source>
        <translation>最差的在前</translation>
    </message>
    <message>
        <source>the best first</source>
        <translation>最好的在前</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparisonSource</name>
    <message>
        <source>The filter lets no image through. Change it to compare images.</source>
        <translation>筛选条件没有匹配的图像。请修改后再比较。</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>正在比较 %1 与 %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ComparisonView</name>
    <message>
        <source>Photo with the labels of %1</source>
        <translation>带 %1 标签的照片</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对比 %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ConfusionModel</name>
    <message>
        <source>undecided</source>
        <translation>未定</translation>
    </message>
    <message>
        <source>%1 labelled right</source>
        <translation>%1 标注正确</translation>
    </message>
    <message>
        <source>%1 left undecided</source>
        <translation>%1 未定</translation>
    </message>
    <message>
        <source>%1 labelled %2</source>
        <translation>%1 被标为 %2</translation>
    </message>
    <message>
        <source>%1: %2 pixels, %3 of %4, in %5</source>
        <translation>%1：%2 个像素，占 %4 的 %3，涉及 %5</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：占 %3 的 %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ConfusionView</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Rows: the reference. Columns: the layer. Click a cell for the images behind it</source>
        <translation>行：参考。列：图层。点击单元格查看对应图像</translation>
    </message>
    <message>
        <source>Show the images behind the cell</source>
        <translation>显示该单元格对应的图像</translation>
    </message>
    <message>
        <source>Copy the matrix</source>
        <translation>复制矩阵</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurveLegend</name>
    <message>
        <source>Show or hide %1</source>
        <translation>显示或隐藏 %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurvePanel</name>
    <message>
        <source>Losses</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>The losses of each step appear here.
Choose a preset and press Start.</source>
        <translation>每一步的损失显示在这里。
请选择预设并按“开始”。</translation>
    </message>
    <message>
        <source>mIoU</source>
        <translation>mIoU</translation>
    </message>
    <message>
        <source>mIoU, %</source>
        <translation>mIoU，%</translation>
    </message>
    <message>
        <source>The mIoU of each validation appears here,
where a split has ground truth.</source>
        <translation>若某个划分有真值，
每次验证的 mIoU 显示在这里。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>The learning rate of each step appears here.</source>
        <translation>每一步的学习率显示在这里。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>images per second</source>
        <translation>每秒图像数</translation>
    </message>
    <message>
        <source>How many images a second the run takes appears here.</source>
        <translation>运行每秒处理的图像数显示在这里。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>memory, GB</source>
        <translation>内存，GB</translation>
    </message>
    <message>
        <source>The memory that the program holds appears here.</source>
        <translation>程序占用的内存显示在这里。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Other curves appear here.</source>
        <translation>其他曲线显示在这里。</translation>
    </message>
    <message>
        <source>Which plot is shown</source>
        <translation>显示哪张图</translation>
    </message>
    <message>
        <source>How much the strong line is smoothed; the values stay faint behind it</source>
        <translation>主曲线的平滑程度；原始值以浅色留在后面</translation>
    </message>
    <message>
        <source>S&amp;moothing</source>
        <translation>平滑(&amp;M)</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>&amp;Log axis</source>
        <translation>对数轴(&amp;L)</translation>
    </message>
    <message>
        <source>Show values on a logarithmic axis; those below 0 are left out</source>
        <translation>用对数轴显示数值；小于 0 的值不显示</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Show all steps again (0 or a double click). Drag to move, turn the wheel to zoom</source>
        <translation>重新显示所有步（0 或双击）。拖动平移，滚轮缩放</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this plot as a picture or a table</source>
        <translation>将此图保存为图片或表格</translation>
    </message>
    <message>
        <source>As a picture (PNG)…</source>
        <translation>存为图片 (PNG)…</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>图片 (*.png)</translation>
    </message>
    <message>
        <source>As a page (PDF)…</source>
        <translation>存为页面 (PDF)…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>As a table (CSV)…</source>
        <translation>存为表格 (CSV)…</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Show all steps</source>
        <translation>显示所有步</translation>
    </message>
    <message>
        <source>Logarithmic axis</source>
        <translation>对数轴</translation>
    </message>
    <message>
        <source>Copy as a picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>复制为表格</translation>
    </message>
    <message>
        <source>The losses of each step appear here.
The run prepares its first.</source>
        <translation>每一步的损失显示在这里。
正在准备第一步。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::CurvePlot</name>
    <message>
        <source>Plot of %1 over steps</source>
        <translation>%1 随步数变化的曲线</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>best %1 at %2</source>
        <translation>最佳 %1，位于 %2</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::DeviceChoice</name>
    <message>
        <source>%1 free</source>
        <translation>%1 可用</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Where to compute</source>
        <translation>在哪里计算</translation>
    </message>
    <message>
        <source>Automatic: %1</source>
        <translation>自动：%1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::DifferenceLegend</name>
    <message>
        <source>Wrong class: filled with the class that it was taken for. Missed: hatched in the class that it has. Invented: dotted in the class that it was taken for</source>
        <translation>类别错误：以误认的类别填充。遗漏：以真实类别画斜线。虚报：以误认的类别画点</translation>
    </message>
    <message>
        <source>Difference: %1</source>
        <translation>差异：%1</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong class</source>
        <translation>类别错误</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>遗漏</translation>
    </message>
    <message>
        <source>invented</source>
        <translation>虚报</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>忽略</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::EditWorker</name>
    <message>
        <source>The labels of this image could not be opened</source>
        <translation>无法打开此图像的标签图</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Editing</name>
    <message>
        <source>Preparing superpixels…</source>
        <translation>正在准备超像素…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Editor</name>
    <message>
        <source>Not saved yet: %1</source>
        <translation>尚未保存：%1</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>The project is open for reading only</source>
        <translation>项目以只读方式打开</translation>
    </message>
    <message>
        <source>The photo can&apos;t be used</source>
        <translation>照片无法使用</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>Nothing more to undo on this image</source>
        <translation>此图像没有可撤销的操作了</translation>
    </message>
    <message>
        <source>Redone: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message>
        <source>Nothing more to redo on this image</source>
        <translation>此图像没有可重做的操作了</translation>
    </message>
    <message>
        <source>%1: nothing changed</source>
        <translation>%1：没有变化</translation>
    </message>
    <message>
        <source>Not saved yet, and tried again every second: %1</source>
        <translation>尚未保存，每秒重试：%1</translation>
    </message>
    <message>
        <source>Everything is saved now</source>
        <translation>现已全部保存</translation>
    </message>
    <message>
        <source>Opening the labels…</source>
        <translation>正在打开标签图…</translation>
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
        <translation>估算</translation>
    </message>
    <message>
        <source>Time and memory, from three steps</source>
        <translation>由三步估算时间和内存</translation>
    </message>
    <message>
        <source>Try three steps, to tell how long the run takes and how much memory</source>
        <translation>试运行三步，以估计运行时间和内存</translation>
    </message>
    <message>
        <source>Not while a run is under way: both would be slower</source>
        <translation>运行期间不可用：两者都会变慢</translation>
    </message>
    <message>
        <source>Trying three steps…</source>
        <translation>正在试运行三步…</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>%1 s a step: %2 for %3 steps</source>
        <translation>每步 %1 秒：%3 步需 %2</translation>
    </message>
    <message>
        <source>, of which %1 for the start, validation and previews</source>
        <translation>，其中 %1 用于启动、验证和预览</translation>
    </message>
    <message>
        <source>. Memory: %1</source>
        <translation>。内存：%1</translation>
    </message>
    <message>
        <source> of %1 free</source>
        <translation>，可用 %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ExportPage</name>
    <message>
        <source>Export masks</source>
        <translation>导出掩膜</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Choose a new or empty folder</source>
        <translation>选择新的或空的文件夹</translation>
    </message>
    <message>
        <source>a new or empty folder, or a new file.zip</source>
        <translation>新的或空的文件夹，或新的 file.zip</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Show the files</source>
        <translation>显示文件</translation>
    </message>
    <message>
        <source>To</source>
        <translation>导出到</translation>
    </message>
    <message>
        <source>the %1 of the filter</source>
        <translation>筛选出的 %1 张</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>全部 %1 张</translation>
    </message>
    <message>
        <source>the %1 selected</source>
        <translation>选中的 %1 张</translation>
    </message>
    <message>
        <source>split %1</source>
        <translation>划分 %1</translation>
    </message>
    <message>
        <source>%1 of %2 images have labels in this layer and will be written</source>
        <translation>%2 张图像中有 %1 张在此图层有标注，将被写出</translation>
    </message>
    <message>
        <source>.</source>
        <translation>。</translation>
    </message>
    <message>
        <source>: %1</source>
        <translation>：%1</translation>
    </message>
    <message>
        <source>There are no labels to export yet: label the images in Train, instantly or with a trained run.</source>
        <translation>还没有可导出的标签：请在“训练”中为图像生成标签，即时生成或用训练过的运行。</translation>
    </message>
    <message>
        <source>Choose where to write to</source>
        <translation>选择写出位置</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>正在导出…</translation>
    </message>
    <message>
        <source>Export of %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>已写出到 %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止；没有写出任何内容。</translation>
    </message>
    <message>
        <source>Colours of the masks</source>
        <translation>掩膜颜色</translation>
    </message>
    <message>
        <source>What a viewer shows. Programs read the numbers, which stay the same</source>
        <translation>查看器显示的颜色。程序读取的数值不变</translation>
    </message>
    <message>
        <source>as PASCAL VOC</source>
        <translation>同 PASCAL VOC</translation>
    </message>
    <message>
        <source>as in this window</source>
        <translation>同此窗口</translation>
    </message>
    <message>
        <source>greys</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>Undecided pixels become background</source>
        <translation>未定像素变为背景</translation>
    </message>
    <message>
        <source>Otherwise they are marked, and trainers leave them out</source>
        <translation>否则会被标记，训练时不使用</translation>
    </message>
    <message>
        <source>Copy the photos, too</source>
        <translation>同时复制照片</translation>
    </message>
    <message>
        <source>So that the export is a data set of its own</source>
        <translation>使导出成为独立的数据集</translation>
    </message>
    <message>
        <source>A list for each split</source>
        <translation>每个划分一个列表</translation>
    </message>
    <message>
        <source>Besides the one of all images that are written</source>
        <translation>除了所有写出图像的列表之外</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ExportPreview</name>
    <message>
        <source>What will be written</source>
        <translation>将写出的内容</translation>
    </message>
    <message>
        <source>Photos and the masks that will be written</source>
        <translation>照片及将写出的掩膜</translation>
    </message>
    <message>
        <source>About %1: %2</source>
        <translation>约 %1：%2</translation>
    </message>
    <message>
        <source>Some of the images appear here with the masks that will be written.</source>
        <translation>这里显示部分图像及将写出的掩膜。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FacetPanel</name>
    <message>
        <source>What the images have</source>
        <translation>图像的属性</translation>
    </message>
    <message>
        <source>Click to add to the filter or take away</source>
        <translation>点击以加入或移出筛选条件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>已标注</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>not tagged yet</source>
        <translation>尚无标签</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FiguresPanel</name>
    <message>
        <source>mean IoU</source>
        <translation>平均 IoU</translation>
    </message>
    <message>
        <source>Mean over the classes of the reference, background included, of their intersection over union</source>
        <translation>参考中各类别（含背景）交并比的平均</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Pixels that both layers label the same</source>
        <translation>两个图层标签相同的像素</translation>
    </message>
    <message>
        <source>boundary IoU</source>
        <translation>边界 IoU</translation>
    </message>
    <message>
        <source>IoU of the bands along the outlines of classes</source>
        <translation>各类别轮廓两侧带状区域的 IoU</translation>
    </message>
    <message>
        <source>Figures of the classes</source>
        <translation>各类别的数据</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Confusion: rows the reference, columns the layer</source>
        <translation>混淆矩阵（行：参考，列：图层）</translation>
    </message>
    <message>
        <source>Percent of each row. Click a cell to see the images behind it.</source>
        <translation>每行的百分比。点击单元格查看对应图像。</translation>
    </message>
    <message>
        <source>Against %1: mean IoU %2 in %3, %4 in %5 (%6 points). Better in %7, worse in %8, the same in %9.</source>
        <translation>相对 %1：%3 的平均 IoU 为 %2，%5 为 %4（%6 个百分点）。变好 %7，变差 %8，不变 %9。</translation>
    </message>
    <message>
        <source>Copy the figures of the class</source>
        <translation>复制该类别的数据</translation>
    </message>
    <message>
        <source>Copy the figures of all classes</source>
        <translation>复制所有类别的数据</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::FileField</name>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>An archive (%1)…</source>
        <translation>归档 (%1)…</translation>
    </message>
    <message>
        <source>Choose a new archive</source>
        <translation>选择新的归档</translation>
    </message>
    <message>
        <source>Archives (*%1)</source>
        <translation>归档 (*%1)</translation>
    </message>
    <message>
        <source>A file or an archive…</source>
        <translation>文件或压缩包…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::GuideWindow</name>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>指南页面</translation>
    </message>
    <message>
        <source>Contents of the page</source>
        <translation>页面目录</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>在此页中查找</translation>
    </message>
    <message>
        <source>Back to the page before</source>
        <translation>返回上一页</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Place before</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HintBar</name>
    <message>
        <source>Click a count on the left to filter. Select photos and click tags on the right. Enter looks at a photo, Ctrl+L labels all of them at once.</source>
        <translation>点击左侧计数进行筛选。选中照片后点击右侧的标签。Enter 查看照片，Ctrl+L 一次为所有照片生成标签。</translation>
    </message>
    <message>
        <source>Choose a preset and press Start; go on working meanwhile. A run that was stopped can be continued.</source>
        <translation>选择预设并按“开始”；期间可继续工作。停止的运行可以继续。</translation>
    </message>
    <message>
        <source>The list begins with the images that differ most. Click a cell of the confusion matrix for the images behind it.</source>
        <translation>列表从差异最大的图像开始。点击混淆矩阵的单元格查看对应图像。</translation>
    </message>
    <message>
        <source>Nothing is written before you press Export. Your files appear all at once, or not at all.</source>
        <translation>按“导出”之前不会写出任何内容。文件要么一次全部出现，要么都不出现。</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Don&apos;t show hints</source>
        <translation>不再显示提示</translation>
    </message>
    <message>
        <source>Help &gt; Show hints again brings them back</source>
        <translation>“帮助 &gt; 重新显示提示”可恢复</translation>
    </message>
    <message>
        <source>B takes the brush, the tools beside the photo do more; every stroke is saved, and Ctrl+Z takes it back. The wheel zooms, Space drags, hold Q for the bare photo.</source>
        <translation>B 选画笔，照片旁还有其他工具；每一笔都会保存，Ctrl+Z 撤销。滚轮缩放，空格拖动，按住 Q 只看照片。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HistoryModel</name>
    <message>
        <source>Before all edits</source>
        <translation>所有编辑之前</translation>
    </message>
    <message>
        <source>%1. %2%3</source>
        <translation>%1. %2%3</translation>
    </message>
    <message>
        <source>(undone)</source>
        <translation>（已撤销）</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::HistoryPanel</name>
    <message>
        <source>History of the image, the newest first</source>
        <translation>图像的历史，最新的在前</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageChoice</name>
    <message>
        <source>Train on</source>
        <translation>训练图像</translation>
    </message>
    <message>
        <source>Images whose tags are learnt from; untagged ones are left out</source>
        <translation>从其标签中学习的图像；没有标签的不参与</translation>
    </message>
    <message>
        <source>Validate on</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>A split with ground truth, on which mIoU is measured during the run</source>
        <translation>带真值的划分，运行期间在其上测量 mIoU</translation>
    </message>
    <message>
        <source>All tagged images (%1)</source>
        <translation>所有带标签的图像（%1）</translation>
    </message>
    <message>
        <source>Filtered images (%1)</source>
        <translation>筛选出的图像（%1）</translation>
    </message>
    <message>
        <source>Split %1 (%2)</source>
        <translation>划分 %1（%2）</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Nothing: no ground truth</source>
        <translation>无：没有真值</translation>
    </message>
    <message>
        <source>Images of: %1</source>
        <translation>图像来自：%1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageFacts</name>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>已标注</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 × %2 px, %3</source>
        <translation>%1 × %2 px，%3</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The file was not there when last looked for.</source>
        <translation>上次查找时文件不在。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageListModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Contradiction</source>
        <translation>矛盾</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>Folder and file</source>
        <translation>文件夹和文件</translation>
    </message>
    <message>
        <source>no tags</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>broken</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>labelled</source>
        <translation>已标注</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>reviewed</source>
        <translation>已审核</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImageTags</name>
    <message>
        <source>Add a tag</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>Add a tag to the image</source>
        <translation>为图像添加标签</translation>
    </message>
    <message>
        <source>Add a tag (%1)</source>
        <translation>添加标签 (%1)</translation>
    </message>
    <message>
        <source>Take the proposed tag</source>
        <translation>采纳建议的标签</translation>
    </message>
    <message>
        <source>Refuse the proposed tag</source>
        <translation>拒绝建议的标签</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <source>None: nothing of the classes is in it</source>
        <translation>无：其中没有任何类别</translation>
    </message>
    <message>
        <source>Not tagged yet</source>
        <translation>尚无标签</translation>
    </message>
    <message>
        <source>The classifier proposes</source>
        <translation>分类器建议</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>Remove the tag %1</source>
        <translation>移除标签 %1</translation>
    </message>
    <message>
        <source>Remove the tag</source>
        <translation>移除标签</translation>
    </message>
    <message>
        <source>It is a tag, but the classifier hardly sees it (%1% sure)</source>
        <translation>它是标签，但分类器几乎没有看到（把握 %1%）</translation>
    </message>
    <message>
        <source>It is no tag, but the classifier sees it (%1% sure)</source>
        <translation>它不是标签，但分类器看到了（把握 %1%）</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the tag %1</source>
        <translation>添加标签 %1</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Keep the tag %1, and do not ask again</source>
        <translation>保留标签 %1，不再询问</translation>
    </message>
    <message>
        <source>%1 is not in it: do not ask again</source>
        <translation>%1 不在其中：不再询问</translation>
    </message>
    <message>
        <source>Several classes fit: type more, or choose one</source>
        <translation>有多个类别匹配：请继续输入或选择一个</translation>
    </message>
    <message>
        <source>There is no class “%1”: Enter again adds it</source>
        <translation>没有类别“%1”：再按 Enter 添加</translation>
    </message>
    <message>
        <source>%1 is a class now, and a tag of the image</source>
        <translation>%1 现在是类别，也是此图像的标签</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ImportDialog</name>
    <message>
        <source>Import labels</source>
        <translation>导入标注</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Choose the labels</source>
        <translation>选择标注</translation>
    </message>
    <message>
        <source>a folder, an archive or a file that the other program wrote</source>
        <translation>其他程序写出的文件夹、压缩包或文件</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>It is made where there is none of this name</source>
        <translation>没有同名图层时会新建</translation>
    </message>
    <message>
        <source>What does not come in</source>
        <translation>不会导入的内容</translation>
    </message>
    <message>
        <source>How far the import is</source>
        <translation>导入进度</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>Into the layer</source>
        <translation>导入到图层</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>已导入</translation>
    </message>
    <message>
        <source>Choose what the other program wrote.</source>
        <translation>请选择其他程序写出的内容。</translation>
    </message>
    <message>
        <source>Name the layer that the labels go to.</source>
        <translation>请为接收标注的图层命名。</translation>
    </message>
    <message>
        <source>Looking at the labels…</source>
        <translation>正在查看标注…</translation>
    </message>
    <message>
        <source>%1 do not come in:</source>
        <translation>%1 项不会导入：</translation>
    </message>
    <message>
        <source>Import of %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Labels of %1 images came in; %2 can&apos;t be used, the log says why.</source>
        <translation>已导入 %1 张图像的标注；%2 项无法使用，原因见日志。</translation>
    </message>
    <message>
        <source>Labels of %1 images came in.</source>
        <translation>已导入 %1 张图像的标注。</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Stopped. What came in before stays; import again to go on.</source>
        <translation>已停止。此前导入的内容会保留；再次导入即可继续。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectBar</name>
    <message>
        <source>Journey</source>
        <translation>历程</translation>
    </message>
    <message>
        <source>How CAM and labels of this image changed during a run (J)</source>
        <translation>运行期间此图像的 CAM 和标签如何变化 (J)</translation>
    </message>
    <message>
        <source>Fit to the window (0). Ctrl+0: 100%</source>
        <translation>适应窗口 (0)。Ctrl+0：100 %</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectPage</name>
    <message>
        <source>Images of the filter</source>
        <translation>筛选出的图像</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>请在左侧选择一张图像。</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Show or hide the CAM</source>
        <translation>显示或隐藏 CAM</translation>
    </message>
    <message>
        <source>Show or hide the uncertain region</source>
        <translation>显示或隐藏不确定区域</translation>
    </message>
    <message>
        <source>CAM of the next class</source>
        <translation>下一类别的 CAM</translation>
    </message>
    <message>
        <source>CAM of the previous class</source>
        <translation>上一类别的 CAM</translation>
    </message>
    <message>
        <source>Journey of the image during a run</source>
        <translation>图像在运行期间的历程</translation>
    </message>
    <message>
        <source>No image fits the filter. Change it to see some.</source>
        <translation>没有符合筛选条件的图像。请修改条件。</translation>
    </message>
    <message>
        <source>This image is not in the project any more.</source>
        <translation>此图像已不在项目中。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Looking with %1…</source>
        <translation>正在用 %1 查看…</translation>
    </message>
    <message>
        <source>%1 can&apos;t look: point here to see why</source>
        <translation>%1 无法查看：指向此处了解原因</translation>
    </message>
    <message>
        <source>Uncertain region</source>
        <translation>不确定区域</translation>
    </message>
    <message>
        <source>Where the highest score lies between both thresholds: training hides such places to learn from them</source>
        <translation>最高得分介于两个阈值之间的地方：训练会遮住这些位置以从中学习</translation>
    </message>
    <message>
        <source>CAM label</source>
        <translation>CAM 标签</translation>
    </message>
    <message>
        <source>The class with the highest score, where that is above the high threshold</source>
        <translation>最高得分超过高阈值处的对应类别</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation map: where the classifier sees a class, from 0 to 1</source>
        <translation>类激活图：分类器在哪里看到某个类别，取值 0 到 1</translation>
    </message>
    <message>
        <source>  (not a tag)</source>
        <translation>（不是标签）</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>复制“%1”</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与之比较</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Rename the layer</source>
        <translation>重命名图层</translation>
    </message>
    <message>
        <source>New name of “%1”</source>
        <translation>“%1”的新名称</translation>
    </message>
    <message>
        <source>Remove the layer</source>
        <translation>移除图层</translation>
    </message>
    <message>
        <source>Remove “%1” with all its maps, scores and edits? This can&apos;t be undone.</source>
        <translation>移除“%1”及其所有标签图、得分和编辑？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>正在移除 %1</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>整理</translation>
    </message>
    <message>
        <source>History of this image</source>
        <translation>此图像的历史</translation>
    </message>
    <message>
        <source>Choose encoder weights first: they read the photos</source>
        <translation>请先选择编码器权重：照片由它读取</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::InspectPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>CAM and thresholds</source>
        <translation>CAM 与阈值</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Under the cursor</source>
        <translation>光标下</translation>
    </message>
    <message>
        <source>Classes: names, colours, keys, order</source>
        <translation>类别：名称、颜色、按键、顺序</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::JobsPanel</name>
    <message>
        <source>Stop this job</source>
        <translation>停止此任务</translation>
    </message>
    <message>
        <source>Copy what went wrong</source>
        <translation>复制错误信息</translation>
    </message>
    <message>
        <source>Paused, %1</source>
        <translation>已暂停，%1</translation>
    </message>
    <message>
        <source>Stopping, %1</source>
        <translation>正在停止，%1</translation>
    </message>
    <message>
        <source>Stopped, %1</source>
        <translation>已停止，%1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>&lt;b&gt;Jobs&lt;/b&gt;</source>
        <translation>&lt;b&gt;任务&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>清除已结束的</translation>
    </message>
    <message>
        <source>No jobs yet. Training, labelling and export appear here.</source>
        <translation>还没有任务。训练、生成标签和导出会显示在这里。</translation>
    </message>
    <message>
        <source>Copy what it says</source>
        <translation>复制其内容</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Journey</name>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>Pseudo-label (%1)</source>
        <translation>伪标签（%1）</translation>
    </message>
    <message>
        <source>CAM (%1)</source>
        <translation>CAM（%1）</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::JourneyBar</name>
    <message>
        <source>To watch images while a run trains, select them in Photos and use them as its previews in Train.</source>
        <translation>要在训练时观察图像，请在“照片”中选中它们，并在“训练”中用作预览。</translation>
    </message>
    <message>
        <source>Journey of</source>
        <translation>历程：</translation>
    </message>
    <message>
        <source>The run whose previews are shown</source>
        <translation>显示其预览的运行</translation>
    </message>
    <message>
        <source>How CAM and labels of this image changed during the run</source>
        <translation>此图像的 CAM 和标签在运行期间如何变化</translation>
    </message>
    <message>
        <source>Step of the run</source>
        <translation>运行的步</translation>
    </message>
    <message>
        <source>This run has no previews of this image.</source>
        <translation>此运行没有此图像的预览。</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1/%2 步</translation>
    </message>
    <message>
        <source>There is no run yet.</source>
        <translation>还没有运行。</translation>
    </message>
    <message>
        <source>Looking for previews…</source>
        <translation>正在查找预览…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::KeyField</name>
    <message>
        <source>Press the key of the class, 1 to 9</source>
        <translation>请按类别的按键，1 到 9</translation>
    </message>
    <message>
        <source>Press 1 to 9</source>
        <translation>请按 1 到 9</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LabelForm</name>
    <message>
        <source>Segmentation</source>
        <translation>分割</translation>
    </message>
    <message>
        <source>What the network segments: the best labels after a run</source>
        <translation>网络的分割结果：运行之后最好的标签</translation>
    </message>
    <message>
        <source>Refined CAM</source>
        <translation>精化 CAM</translation>
    </message>
    <message>
        <source>The CAM refined along edges: what segmentation learns from</source>
        <translation>沿边缘精化的 CAM：分割由此学习</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation maps at one threshold</source>
        <translation>单一阈值下的类激活图</translation>
    </message>
    <message>
        <source>Auxiliary CAM</source>
        <translation>辅助 CAM</translation>
    </message>
    <message>
        <source>Class activation maps of an earlier block, which mark the uncertain regions</source>
        <translation>较早模块的类激活图，用来标出不确定区域</translation>
    </message>
    <message>
        <source>Instant</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>In closed form from the encoder and the tags, without training</source>
        <translation>由编码器和图像标签以闭式解得到，无需训练</translation>
    </message>
    <message>
        <source>What labels</source>
        <translation>用什么生成标签</translation>
    </message>
    <message>
        <source>What labels: a run of this project, or encoder weights alone</source>
        <translation>用什么生成标签：此项目的运行，或仅用编码器权重</translation>
    </message>
    <message>
        <source>Choose encoder weights</source>
        <translation>选择编码器权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>file of encoder weights</source>
        <translation>编码器权重文件</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>编码器权重</translation>
    </message>
    <message>
        <source>Kind of labels</source>
        <translation>标签种类</translation>
    </message>
    <message>
        <source>Sharpen with a dense CRF</source>
        <translation>用稠密 CRF 锐化</translation>
    </message>
    <message>
        <source>Follows the photo&apos;s edges more closely; takes longer</source>
        <translation>更贴合照片的边缘；耗时更长</translation>
    </message>
    <message>
        <source>Name of the layer</source>
        <translation>图层名称</translation>
    </message>
    <message>
        <source>Name of the layer; one that was begun with the same settings is completed</source>
        <translation>图层名称；以相同设置开始过的图层会被补完</translation>
    </message>
    <message>
        <source>By</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注种类</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Encoder weights alone</source>
        <translation>仅编码器权重</translation>
    </message>
    <message>
        <source>Labelling…</source>
        <translation>正在生成标签…</translation>
    </message>
    <message>
        <source>Label all %1 images</source>
        <translation>为全部 %1 张图像生成标签</translation>
    </message>
    <message>
        <source>Label the %1 filtered images</source>
        <translation>为筛选出的 %1 张图像生成标签</translation>
    </message>
    <message>
        <source>Open a project first</source>
        <translation>请先打开项目</translation>
    </message>
    <message>
        <source>The filter lets no image through</source>
        <translation>筛选条件没有匹配的图像</translation>
    </message>
    <message>
        <source>Choose a file of encoder weights, or train first</source>
        <translation>请选择编码器权重文件，或先训练</translation>
    </message>
    <message>
        <source>Give the layer a name</source>
        <translation>请给图层命名</translation>
    </message>
    <message>
        <source>Labels these images in the background</source>
        <translation>在后台为这些图像生成标签</translation>
    </message>
    <message>
        <source>Label into %1</source>
        <translation>生成标签到 %1</translation>
    </message>
    <message>
        <source>Labelled %1 images in %2</source>
        <translation>%2 内为 %1 张图像生成了标签</translation>
    </message>
    <message>
        <source>; %1 could not be read</source>
        <translation>；%1 张无法读取</translation>
    </message>
    <message>
        <source>Stopped. The same again completes the layer.</source>
        <translation>已停止。再做一次即可补完该图层。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LayerList</name>
    <message>
        <source>Layers, the highest first</source>
        <translation>图层，最上面的在前</translation>
    </message>
    <message>
        <source>Layer up</source>
        <translation>上移图层</translation>
    </message>
    <message>
        <source>Layer down</source>
        <translation>下移图层</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the chosen layer</source>
        <translation>所选图层的不透明度</translation>
    </message>
    <message>
        <source>Areas</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Fill and outline</source>
        <translation>填充和轮廓</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>How the areas of the chosen layer are drawn</source>
        <translation>所选图层区域的绘制方式</translation>
    </message>
    <message>
        <source>This image has none.</source>
        <translation>此图像没有。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show only this</source>
        <translation>仅显示此项</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Live</name>
    <message>
        <source>The classes changed: switch Live on again</source>
        <translation>类别已更改：请重新打开实时标注</translation>
    </message>
    <message>
        <source>Live labels</source>
        <translation>实时标签</translation>
    </message>
    <message>
        <source>%1 is a tag of this image now; undoing the stroke takes it away</source>
        <translation>%1 现在是此图像的标签；撤销该笔画会将其移除</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LiveBar</name>
    <message>
        <source>Live: every stroke corrects all images</source>
        <translation>实时：每一笔修正所有图像</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>What you draw is a lesson: the labels of all images follow each stroke (Shift+L)</source>
        <translation>所画即示范：所有图像的标签随每一笔更新 (Shift+L)</translation>
    </message>
    <message>
        <source>Accept the live labels of this image and go on</source>
        <translation>接受此图像的实时标签并继续</translation>
    </message>
    <message>
        <source>Before (Y)</source>
        <translation>上一笔前 (Y)</translation>
    </message>
    <message>
        <source>The labels as they were before the last stroke, while held down</source>
        <translation>按住时显示上一笔之前的标签</translation>
    </message>
    <message>
        <source>Accept (Shift+Y)</source>
        <translation>接受 (Shift+Y)</translation>
    </message>
    <message>
        <source>These labels are right: the image is reviewed and teaches with all its pixels</source>
        <translation>这些标签正确：图像标为已审核，其全部像素用于示范</translation>
    </message>
    <message>
        <source>Looking at the photos once, see the job below…</source>
        <translation>正在读取照片（仅一次），见下方任务…</translation>
    </message>
    <message>
        <source>1 stroke</source>
        <translation>1 笔</translation>
    </message>
    <message>
        <source>%1 strokes</source>
        <translation>%1 笔</translation>
    </message>
    <message>
        <source>%1 images updated, %2% of patches changed since</source>
        <translation>已更新 %1 张图像，此后 %2% 的图块改变</translation>
    </message>
    <message>
        <source>%1 maps to write</source>
        <translation>待写入 %1 张标签图</translation>
    </message>
    <message>
        <source>Next: %1% unsure, like %2 images</source>
        <translation>下一张：%1% 不确定，类似 %2 张图像</translation>
    </message>
    <message>
        <source>The image where a look brings most: its share of unsure patches times how many images are unsure of the like</source>
        <translation>查看收益最大的图像：其不确定图块占比乘以对类似内容不确定的图像数</translation>
    </message>
    <message>
        <source>Next: %1% unsure</source>
        <translation>下一张：%1% 不确定</translation>
    </message>
    <message>
        <source>No other image is unsure</source>
        <translation>没有其他不确定的图像</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What jobs say appears here.</source>
        <translation>任务的消息显示在这里。</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>%1: started</source>
        <translation>%1：已开始</translation>
    </message>
    <message>
        <source>%1: failed: %2</source>
        <translation>%1：失败：%2</translation>
    </message>
    <message>
        <source>%1: stopped</source>
        <translation>%1：已停止</translation>
    </message>
    <message>
        <source>%1: done</source>
        <translation>%1：完成</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>警告：%1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::LogWindow</name>
    <message>
        <source>Log of the last session</source>
        <translation>上次会话的日志</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::MainWindow</name>
    <message>
        <source>%1: done after %2</source>
        <translation>%1：用时 %2 完成</translation>
    </message>
    <message>
        <source>Choose a folder of photos</source>
        <translation>选择照片文件夹</translation>
    </message>
    <message>
        <source>Choose a project</source>
        <translation>选择项目</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>按键 (F1)</translation>
    </message>
    <message>
        <source>Train a network on these photos and their tags</source>
        <translation>用这些照片及其标签训练网络</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>the demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>%1 images, %2 classes; tags from %3</source>
        <translation>%1 张图像，%2 个类别；标签来自 %3</translation>
    </message>
    <message>
        <source>. %1 can&apos;t be used: filter state:broken to see why</source>
        <translation>。%1 张无法使用：用 state:broken 筛选查看原因</translation>
    </message>
    <message>
        <source>Add a folder of photos to this project</source>
        <translation>向此项目添加照片文件夹</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Looking for changed photos</source>
        <translation>正在查找有变化的照片</translation>
    </message>
    <message>
        <source>%1 new, %2 changed, %3 found again, %4 missing</source>
        <translation>新增 %1，变化 %2，重新找到 %3，缺失 %4</translation>
    </message>
    <message>
        <source>No project open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>%1/%2 张图像</translation>
    </message>
    <message>
        <source> · %1 selected</source>
        <translation> · 已选 %1</translation>
    </message>
    <message>
        <source> · read only</source>
        <translation> · 只读</translation>
    </message>
    <message>
        <source>Jobs are running</source>
        <translation>有任务正在运行</translation>
    </message>
    <message>
        <source>Jobs are still running. What they have saved stays in any case, and a run can go on from there later.</source>
        <translation>仍有任务在运行。已保存的内容无论如何都会保留，运行以后可以从那里继续。</translation>
    </message>
    <message>
        <source>Stop, save and close</source>
        <translation>停止、保存并关闭</translation>
    </message>
    <message>
        <source>Close when they are done</source>
        <translation>完成后关闭</translation>
    </message>
    <message>
        <source>Ending the running jobs, then closing…</source>
        <translation>正在结束任务，随后关闭…</translation>
    </message>
    <message>
        <source>The window closes when the jobs are done.</source>
        <translation>任务完成后窗口将关闭。</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>添加照片…</translation>
    </message>
    <message>
        <source>Look for changed photos</source>
        <translation>查找有变化的照片</translation>
    </message>
    <message>
        <source>Close the project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Go to Photos</source>
        <translation>转到照片</translation>
    </message>
    <message>
        <source>Go to Inspect</source>
        <translation>转到查看</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>转到训练</translation>
    </message>
    <message>
        <source>Go to Compare</source>
        <translation>转到比较</translation>
    </message>
    <message>
        <source>Go to Export</source>
        <translation>转到导出</translation>
    </message>
    <message>
        <source>Label instantly…</source>
        <translation>即时生成标签…</translation>
    </message>
    <message>
        <source>Show jobs</source>
        <translation>显示任务</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Show or hide the side panels</source>
        <translation>显示或隐藏侧栏</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>命令…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>跟随桌面主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指南</translation>
    </message>
    <message>
        <source>Show hints again</source>
        <translation>重新显示提示</translation>
    </message>
    <message>
        <source>About Penumbra</source>
        <translation>关于 Penumbra</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the desktop</source>
        <translation>跟随桌面语言</translation>
    </message>
    <message>
        <source>The language changes at the next start of Penumbra.</source>
        <translation>语言将在下次启动 Penumbra 时更改。</translation>
    </message>
    <message>
        <source>Edits are not saved</source>
        <translation>编辑尚未保存</translation>
    </message>
    <message>
        <source>The last edits could not be written: %1</source>
        <translation>最近的编辑无法写入：%1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close and lose them</source>
        <translation>关闭并丢弃</translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation>类别…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Start reviewing</source>
        <translation>开始审核</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Import labels…</source>
        <translation>导入标注…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Minimap</name>
    <message>
        <source>Overview of the photo</source>
        <translation>照片概览</translation>
    </message>
    <message>
        <source>Click or drag to move</source>
        <translation>点击或拖动以移动</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::NextSteps</name>
    <message>
        <source>These photos have no labels yet. Label them at once from their tags, or train a network on the tags.</source>
        <translation>这些照片还没有标签图。可由图像标签立即生成，或用标签训练网络。</translation>
    </message>
    <message>
        <source>Label instantly</source>
        <translation>即时生成标签</translation>
    </message>
    <message>
        <source>First labels within one pass of an encoder, without training</source>
        <translation>编码器只需运行一遍即可得到首批标签，无需训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train a network on these photos and their tags</source>
        <translation>用这些照片及其标签训练网络</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OnlyOverButton</name>
    <message>
        <source>What may be painted over. All else stays as it is</source>
        <translation>可被覆盖的内容。其余保持不变</translation>
    </message>
    <message>
        <source>What may be painted over</source>
        <translation>可被覆盖的内容</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation>%1 个类别</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>覆盖：%1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OpenProject</name>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Tags of one image changed</source>
        <translation>已更改一张图像的标签</translation>
    </message>
    <message>
        <source>Tags of %1 images changed</source>
        <translation>已更改 %1 张图像的标签</translation>
    </message>
    <message>
        <source>Taken back: %1</source>
        <translation>已撤销：%1</translation>
    </message>
    <message>
        <source>There is no change to take back</source>
        <translation>没有可撤销的更改</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>已重做：%1</translation>
    </message>
    <message>
        <source>There is no change to do again</source>
        <translation>没有可重做的更改</translation>
    </message>
    <message>
        <source>The layer is called %1 now</source>
        <translation>图层现在名为 %1</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy the names</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy the paths</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Kept as it is, and not asked again</source>
        <translation>保持不变，不再询问</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::OptionForm</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>Back to %1, as in the preset</source>
        <translation>恢复为 %1，与预设一致</translation>
    </message>
    <message>
        <source>Reset %1 to %2</source>
        <translation>将 %1 重置为 %2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PhotosPage</name>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>反转顺序</translation>
    </message>
    <message>
        <source>Labels over the thumbnails</source>
        <translation>缩略图上的标签</translation>
    </message>
    <message>
        <source>Size of thumbnails</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>As thumbnails</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Look at the image</source>
        <translation>查看图像</translation>
    </message>
    <message>
        <source>Mark as reviewed</source>
        <translation>标记为已审核</translation>
    </message>
    <message>
        <source>Mark as not reviewed</source>
        <translation>标记为未审核</translation>
    </message>
    <message>
        <source>Edit tags</source>
        <translation>编辑标签</translation>
    </message>
    <message>
        <source>Check tags</source>
        <translation>检查标签</translation>
    </message>
    <message>
        <source>Show as thumbnails</source>
        <translation>显示为缩略图</translation>
    </message>
    <message>
        <source>Show as a list</source>
        <translation>显示为列表</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>放大缩略图</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>缩小缩略图</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>没有符合筛选条件的图像。</translation>
    </message>
    <message>
        <source>There are no images in this project yet.</source>
        <translation>此项目还没有图像。</translation>
    </message>
    <message>
        <source>most first</source>
        <translation>多的在前</translation>
    </message>
    <message>
        <source>least first</source>
        <translation>少的在前</translation>
    </message>
    <message>
        <source>name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A to Z</source>
        <translation>A 到 Z</translation>
    </message>
    <message>
        <source>Z to A</source>
        <translation>Z 到 A</translation>
    </message>
    <message>
        <source>folder and file</source>
        <translation>文件夹和文件</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>new first</source>
        <translation>新的在前</translation>
    </message>
    <message>
        <source>reviewed first</source>
        <translation>已审核的在前</translation>
    </message>
    <message>
        <source>added</source>
        <translation>添加时间</translation>
    </message>
    <message>
        <source>oldest first</source>
        <translation>最早的在前</translation>
    </message>
    <message>
        <source>latest first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>number of tags</source>
        <translation>标签数量</translation>
    </message>
    <message>
        <source>fewest first</source>
        <translation>最少的在前</translation>
    </message>
    <message>
        <source>uncertain area</source>
        <translation>不确定面积</translation>
    </message>
    <message>
        <source>tag contradiction</source>
        <translation>标签矛盾</translation>
    </message>
    <message>
        <source>disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>IoU against truth</source>
        <translation>相对真值的 IoU</translation>
    </message>
    <message>
        <source>worst first</source>
        <translation>差的在前</translation>
    </message>
    <message>
        <source>best first</source>
        <translation>好的在前</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Walk through the images of the filter that most need you (Ctrl+Return)</source>
        <translation>逐一查看筛选结果中最需要人工处理的图像 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>review queue</source>
        <translation>审核队列</translation>
    </message>
    <message>
        <source>The photos are being read. The first appear soon.</source>
        <translation>正在读取照片，首批照片很快就会出现。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PreviewChoice</name>
    <message>
        <source>Use selected images</source>
        <translation>使用选中的图像</translation>
    </message>
    <message>
        <source>Usual previews</source>
        <translation>默认预览</translation>
    </message>
    <message>
        <source>Back to the first images of the validation split, or of those trained on</source>
        <translation>恢复为验证划分或训练图像中的前几张</translation>
    </message>
    <message>
        <source>Select images in Photos to watch them while the run trains</source>
        <translation>在“照片”中选择图像，以便在训练时观察</translation>
    </message>
    <message>
        <source>Watch the %1 selected images while the run trains (%2 at most)</source>
        <translation>训练时观察选中的 %1 张图像（最多 %2 张）</translation>
    </message>
    <message>
        <source>The first few</source>
        <translation>前几张</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::PreviewPanel</name>
    <message>
        <source>CAM, uncertain region and pseudo-label of a few images
appear here while a run trains.</source>
        <translation>训练期间，几张图像的 CAM、不确定区域和伪标签
显示在这里。</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Step of the previews</source>
        <translation>预览的步</translation>
    </message>
    <message>
        <source>Go back to how the run saw these images; the right end follows it</source>
        <translation>回看运行当时如何看待这些图像；最右端跟随运行</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>第 %1 步之后</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>CAM</source>
        <translation>CAM</translation>
    </message>
    <message>
        <source>Class activation map: how strongly a place speaks for the image&apos;s classes</source>
        <translation>类激活图：某处对图像类别的支持强度</translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation>不确定</translation>
    </message>
    <message>
        <source>Where the activation is neither high nor low: hidden from the student, so that it learns from context</source>
        <translation>激活值不高不低的地方：对学生网络遮住，使其从上下文中学习</translation>
    </message>
    <message>
        <source>Pseudo-label</source>
        <translation>伪标签</translation>
    </message>
    <message>
        <source>The CAM refined along edges: what segmentation learns. Hatched: ignored</source>
        <translation>沿边缘精化的 CAM：分割学习的目标。斜线：忽略</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ProbePanel</name>
    <message>
        <source>What each layer says of the pixel under the cursor</source>
        <translation>各图层对光标下像素的判断</translation>
    </message>
    <message>
        <source>Pixel %1, %2</source>
        <translation>像素 %1, %2</translation>
    </message>
    <message>
        <source>Point at a pixel of the photo.</source>
        <translation>请指向照片中的像素。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::QueryLine</name>
    <message>
        <source>Filter: a name, tag:dog, state:new, uncertain&gt;0.2 …</source>
        <translation>筛选：名称、tag:dog、state:new、uncertain&gt;0.2 …</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::Rail</name>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RecoveryBar</name>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Open the project and go on</source>
        <translation>打开项目并继续</translation>
    </message>
    <message>
        <source>Show the log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>What the program said before its end</source>
        <translation>程序结束前的消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Do not show this any more</source>
        <translation>不再显示</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ReviewBar</name>
    <message>
        <source>the classifier contradicts its tags (%1% sure)</source>
        <translation>分类器与其标签矛盾（把握 %1%）</translation>
    </message>
    <message>
        <source>the classifier sees %1, which is not tagged (%2% sure)</source>
        <translation>分类器看到了未加标签的 %1（把握 %2%）</translation>
    </message>
    <message>
        <source>the tag %1 has weak evidence: the classifier does not see it (%2% sure)</source>
        <translation>标签 %1 证据不足：分类器没有看到它（把握 %2%）</translation>
    </message>
    <message>
        <source>%1 is rare, and no image of it is done yet</source>
        <translation>%1 较少见，且还没有完成的图像</translation>
    </message>
    <message>
        <source>%1 is rare: one image of it is done</source>
        <translation>%1 较少见：已完成一张图像</translation>
    </message>
    <message>
        <source>%1 is rare: %2 images of it are done</source>
        <translation>%1 较少见：已完成 %2 张图像</translation>
    </message>
    <message>
        <source>%1% of its area is uncertain</source>
        <translation>%1% 的面积不确定</translation>
    </message>
    <message>
        <source>two labellings differ in %1% of its area</source>
        <translation>两种标注在 %1% 的面积上不同</translation>
    </message>
    <message>
        <source>Second look: reviewed some time ago</source>
        <translation>复查：此前审核过</translation>
    </message>
    <message>
        <source>Second look: reviewed %1</source>
        <translation>复查：%1审核过</translation>
    </message>
    <message>
        <source>Not reviewed yet; nothing else speaks for looking at it first</source>
        <translation>尚未审核；没有其他优先查看的理由</translation>
    </message>
    <message>
        <source>Uncertain area</source>
        <translation>不确定面积</translation>
    </message>
    <message>
        <source>Contradicted tags</source>
        <translation>标签矛盾</translation>
    </message>
    <message>
        <source>Disagreement</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Rare classes</source>
        <translation>少见类别</translation>
    </message>
    <message>
        <source>How much of its area lies in the uncertain region. Labelling gives it.</source>
        <translation>其面积有多少处于不确定区域。由生成标签得到。</translation>
    </message>
    <message>
        <source>How sure the classifier of a trained run is that a tag is wrong or missing.</source>
        <translation>训练过的运行的分类器有多大把握认为标签错误或缺失。</translation>
    </message>
    <message>
        <source>In how much of its area two layers, or student and teacher, differ. Labelling gives it where you choose a layer to compare with.</source>
        <translation>两个图层（或学生与教师）有差异的面积比例。生成标签时选择对比图层即可得到。</translation>
    </message>
    <message>
        <source>Its tags are seldom in the project, and among the images that are edited or reviewed.</source>
        <translation>其标签在项目中以及在已编辑或已审核的图像中较少见。</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>1 分钟前</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>%1 分钟前</translation>
    </message>
    <message>
        <source>%1 hours ago</source>
        <translation>%1 小时前</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>%1 天前</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>What comes first, and second looks</source>
        <translation>优先顺序和复查</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>What you reviewed and edited when, and how fast</source>
        <translation>何时审核和编辑了什么，速度如何</translation>
    </message>
    <message>
        <source>Take the last mark back and return to its image (Shift+Enter)</source>
        <translation>撤回上一次标记并返回该图像 (Shift+Enter)</translation>
    </message>
    <message>
        <source>Reviewed (Enter)</source>
        <translation>已审核 (Enter)</translation>
    </message>
    <message>
        <source>Mark this image as reviewed and go to the next of the queue</source>
        <translation>将此图像标记为已审核并转到队列中的下一张</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>Go on with all images</source>
        <translation>继续处理全部图像</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write the masks for other programs</source>
        <translation>写出供其他程序使用的掩膜</translation>
    </message>
    <message>
        <source>End reviewing: the order of before comes back</source>
        <translation>结束审核：恢复之前的顺序</translation>
    </message>
    <message>
        <source>Review: walk through the queue</source>
        <translation>审核：逐一处理队列</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Walk through the images that most need you (Ctrl+Return)</source>
        <translation>逐一查看最需要人工处理的图像 (Ctrl+Return)</translation>
    </message>
    <message>
        <source>Mark as reviewed and go on</source>
        <translation>标记为已审核并继续</translation>
    </message>
    <message>
        <source>Take the mark as reviewed back and return to its image</source>
        <translation>撤回已审核标记并返回该图像</translation>
    </message>
    <message>
        <source>Nothing was marked as reviewed here since the project was opened</source>
        <translation>打开项目后还没有标记过已审核</translation>
    </message>
    <message>
        <source>Sessions of review…</source>
        <translation>审核会话…</translation>
    </message>
    <message>
        <source>Looking for what most needs you…</source>
        <translation>正在查找最需要人工处理的图像…</translation>
    </message>
    <message>
        <source>This image is reviewed. Enter goes on with the queue.</source>
        <translation>此图像已审核。按 Enter 继续队列。</translation>
    </message>
    <message>
        <source>Go on (Enter)</source>
        <translation>继续 (Enter)</translation>
    </message>
    <message>
        <source>%1 of %2 left</source>
        <translation>第 %1 张，还剩 %2 张</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>At %1 images an hour, as the last ones were reviewed</source>
        <translation>按最近的速度，每小时 %1 张</translation>
    </message>
    <message>
        <source>The time left is said once a few images are reviewed</source>
        <translation>审核几张图像后会显示剩余时间</translation>
    </message>
    <message>
        <source>No image fits the filter.</source>
        <translation>没有符合筛选条件的图像。</translation>
    </message>
    <message>
        <source>Nothing is left to review: all %1 images are done. Next: export the masks, or train again on what you corrected.</source>
        <translation>没有待审核的图像：%1 张已全部完成。下一步：导出掩膜，或用修正后的结果再次训练。</translation>
    </message>
    <message>
        <source>Nothing is left to review: all %1 images of this filter are done. Next: go on with the others, or export the masks.</source>
        <translation>没有待审核的图像：筛选出的 %1 张已全部完成。下一步：继续其他图像，或导出掩膜。</translation>
    </message>
    <message>
        <source>the classifier is unsure of %1% of it; no other image looks like it</source>
        <translation>分类器对其中 %1% 没有把握；没有其他图像与它相似</translation>
    </message>
    <message>
        <source>the classifier is unsure of %1% of it; %2 images look like it</source>
        <translation>分类器对其中 %1% 没有把握；有 %2 张图像与它相似</translation>
    </message>
    <message>
        <source>What it would teach</source>
        <translation>示范价值</translation>
    </message>
    <message>
        <source>While Live is on: how much of it the classifier is unsure of, times how many images look like that. At 100% this alone decides, at 0% the others do.</source>
        <translation>实时标注打开时：分类器没有把握的比例，乘以与之相似的图像数。100% 时只由它决定，0% 时由其他理由决定。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunBar</name>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the run within a step and keeps a checkpoint to go on from</source>
        <translation>在一步之内结束运行，并保留检查点以便继续</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Hold the run after the step under way</source>
        <translation>当前步结束后暂停运行</translation>
    </message>
    <message>
        <source>No run under way</source>
        <translation>没有正在进行的运行</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source> · %1 images/s</source>
        <translation> · %1 张/秒</translation>
    </message>
    <message>
        <source>%1: paused, %2</source>
        <translation>%1：已暂停，%2</translation>
    </message>
    <message>
        <source>%1: stopping after this step…</source>
        <translation>%1：这一步之后停止…</translation>
    </message>
    <message>
        <source>%1 is done</source>
        <translation>%1 已完成</translation>
    </message>
    <message>
        <source>%1 was stopped. Continue goes on from its last checkpoint.</source>
        <translation>%1 已停止。“继续”将从最后的检查点继续。</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 失败</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunChoice</name>
    <message>
        <source>Look with</source>
        <translation>所用运行</translation>
    </message>
    <message>
        <source>A run whose last checkpoint says now what it sees in this image, without writing it</source>
        <translation>用某个运行的最后检查点查看此图像，不写入结果</translation>
    </message>
    <message>
        <source>no run</source>
        <translation>无运行</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunForm</name>
    <message>
        <source>The paper&apos;s settings for PASCAL VOC</source>
        <translation>论文在 PASCAL VOC 上的设置</translation>
    </message>
    <message>
        <source>The paper&apos;s settings for COCO</source>
        <translation>论文在 COCO 上的设置</translation>
    </message>
    <message>
        <source>The whole method in a small form: DeiT-Tiny at 224 px</source>
        <translation>完整方法的小型版本：224 px 的 DeiT-Tiny</translation>
    </message>
    <message>
        <source>Learns from instant labels: for small folders and machines without a GPU</source>
        <translation>从即时标签学习：适合小文件夹和没有 GPU 的机器</translation>
    </message>
    <message>
        <source>For the demo&apos;s scenes, with the encoder that comes with Penumbra</source>
        <translation>用于演示场景，使用 Penumbra 自带的编码器</translation>
    </message>
    <message>
        <source>Fetching %1</source>
        <translation>正在获取 %1</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>编码器权重</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Length of the run</source>
        <translation>运行长度</translation>
    </message>
    <message>
        <source>Previews</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行名称</translation>
    </message>
    <message>
        <source>Name of the run: its folder in the project&apos;s runs</source>
        <translation>运行名称：即项目 runs 中的文件夹</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Take all options back to the preset</source>
        <translation>将所有选项恢复为预设</translation>
    </message>
    <message>
        <source>All options</source>
        <translation>所有选项</translation>
    </message>
    <message>
        <source>Open a project to train on its photos.</source>
        <translation>打开项目以用其照片训练。</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>没有文件 %1。</translation>
    </message>
    <message>
        <source>These weights are those of the encoder &apos;%1&apos;, and the option &apos;encoder&apos; is &apos;%2&apos;. Choose other weights or another encoder.</source>
        <translation>这些权重属于编码器“%1”，而选项 encoder 为“%2”。请选择其他权重或其他编码器。</translation>
    </message>
    <message>
        <source>Give the run a name, without &apos;/&apos; and not beginning with a dot.</source>
        <translation>请给运行命名，不含“/”，且不以点开头。</translation>
    </message>
    <message>
        <source>There is a run of this name. Choose another, or go on with that one.</source>
        <translation>已有同名运行。请换一个名称，或继续该运行。</translation>
    </message>
    <message>
        <source>No image has tags yet. Give some in Photos: training learns from them.</source>
        <translation>还没有带标签的图像。请在“照片”中添加：训练由此学习。</translation>
    </message>
    <message>
        <source>The batch of %1 is larger than the %2 tagged images. Use a smaller batch.</source>
        <translation>批大小 %1 超过了带标签的 %2 张图像。请用更小的批。</translation>
    </message>
    <message>
        <source>No option is changed</source>
        <translation>没有更改选项</translation>
    </message>
    <message>
        <source>1 option differs</source>
        <translation>1 个选项不同</translation>
    </message>
    <message>
        <source>%1 options differ</source>
        <translation>%1 个选项不同</translation>
    </message>
    <message>
        <source>Start from</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>The networks of %1 have the encoder &apos;%2&apos;, and the option &apos;encoder&apos; is &apos;%3&apos;. Start from another run, or take that encoder.</source>
        <translation>%1 的网络使用编码器“%2”，而选项“encoder”为“%3”。请从另一次运行开始，或改用该编码器。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::RunList</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Best mIoU</source>
        <translation>最佳 mIoU</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ticked runs are in the plots</source>
        <translation>勾选的运行显示在图中</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on with the chosen run after its last checkpoint</source>
        <translation>从最后的检查点继续所选运行</translation>
    </message>
    <message>
        <source>Use its options</source>
        <translation>使用其选项</translation>
    </message>
    <message>
        <source>Fill the form with the options and images of the chosen run</source>
        <translation>用所选运行的选项和图像填写表单</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show another run, or a TensorBoard log, beside these</source>
        <translation>在旁边显示另一个运行或 TensorBoard 日志</translation>
    </message>
    <message>
        <source>Run folder…</source>
        <translation>运行文件夹…</translation>
    </message>
    <message>
        <source>TensorBoard folder…</source>
        <translation>TensorBoard 文件夹…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Take the chosen run out of this list; its folder stays</source>
        <translation>从列表中移除所选运行；文件夹保留</translation>
    </message>
    <message>
        <source>Open a run folder</source>
        <translation>打开运行文件夹</translation>
    </message>
    <message>
        <source>Open a TensorBoard folder</source>
        <translation>打开 TensorBoard 文件夹</translation>
    </message>
    <message>
        <source>%1: is neither a run folder (with options.json) nor a TensorBoard log (with events.out.tfevents files)</source>
        <translation>%1：既不是运行文件夹（含 options.json），也不是 TensorBoard 日志（含 events.out.tfevents 文件）</translation>
    </message>
    <message>
        <source>TensorBoard log</source>
        <translation>TensorBoard 日志</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Running elsewhere</source>
        <translation>在别处运行</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>after step %1</source>
        <translation>第 %1 步之后</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>In the plots</source>
        <translation>显示在图中</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fill the form with a new run that starts from the networks of the chosen one</source>
        <translation>用一次新的运行填写表单，它从所选运行的网络开始</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ScorePanel</name>
    <message>
        <source>Scores of</source>
        <translation>得分来源</translation>
    </message>
    <message>
        <source>The layer whose scores make the CAM, its labels and the uncertain region</source>
        <translation>其得分用于 CAM、CAM 标签和不确定区域的图层</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All classes (the highest score of each pixel), one class, or how uncertain a pixel is</source>
        <translation>所有类别（每个像素的最高得分）、单个类别，或像素的不确定程度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Colours from low to high scores</source>
        <translation>从低分到高分的颜色</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>低</translation>
    </message>
    <message>
        <source>Pixels whose highest score is lower are background</source>
        <translation>最高得分低于此值的像素为背景</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Pixels whose highest score is higher have its class; between both they are uncertain</source>
        <translation>最高得分高于此值的像素取其类别；介于两者之间则不确定</translation>
    </message>
    <message>
        <source>Thresholds of the paper</source>
        <translation>论文的阈值</translation>
    </message>
    <message>
        <source>Low %1, high %2</source>
        <translation>低 %1，高 %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>none: how uncertain</source>
        <translation>无：不确定程度</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::SessionsDialog</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Adding up…</source>
        <translation>正在汇总…</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活跃</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已审核</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Strokes</source>
        <translation>笔画</translation>
    </message>
    <message>
        <source>Second looks agreed</source>
        <translation>复查一致</translation>
    </message>
    <message>
        <source>Changed pixels of the chosen session</source>
        <translation>所选会话中改变的像素</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Pixels gained</source>
        <translation>增加的像素</translation>
    </message>
    <message>
        <source>Pixels lost</source>
        <translation>减少的像素</translation>
    </message>
    <message>
        <source>Export CSV…</source>
        <translation>导出 CSV…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing was reviewed or edited yet.</source>
        <translation>还没有审核或编辑。</translation>
    </message>
    <message>
        <source>A session ends with half an hour without a review or an edit. Breaks of more than five minutes are not counted as active. What was undone does not count.</source>
        <translation>半小时没有审核或编辑则会话结束。超过五分钟的停顿不计为活跃。已撤销的不计。</translation>
    </message>
    <message>
        <source>%1, going on</source>
        <translation>%1，进行中</translation>
    </message>
    <message>
        <source>Write the sessions</source>
        <translation>写出会话</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>已写出：%1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>查找命令或按键</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>New keys</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>Press the keys that the chosen command is to have</source>
        <translation>按下要分配给所选命令的按键</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Give the chosen command these keys; empty: none</source>
        <translation>将这些按键分配给所选命令；留空则无</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部重置</translation>
    </message>
    <message>
        <source>Give all commands their usual keys</source>
        <translation>将所有命令恢复默认按键</translation>
    </message>
    <message>
        <source>Zoom at the cursor</source>
        <translation>在光标处缩放</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>滚轮</translation>
    </message>
    <message>
        <source>Move the image</source>
        <translation>移动图像</translation>
    </message>
    <message>
        <source>Space or middle button, drag</source>
        <translation>空格或中键，拖动</translation>
    </message>
    <message>
        <source>The photo without layers</source>
        <translation>不带图层的照片</translation>
    </message>
    <message>
        <source>Q, held</source>
        <translation>按住 Q</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Choose a command in the list first.</source>
        <translation>请先在列表中选择命令。</translation>
    </message>
    <message>
        <source>%1 belongs to &quot;%2&quot; already: choose other keys, or change that one first.</source>
        <translation>%1 已属于“%2”：请换其他按键，或先更改那个命令。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no keys now.</source>
        <translation>“%1”现在没有按键。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has the keys %2 now.</source>
        <translation>“%1”现在的按键为 %2。</translation>
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
        <translation>起点</translation>
    </message>
    <message>
        <source>Weights of an encoder, or the networks of a run: those are fine-tuned, on what was drawn since too. What was drawn in every fifth image is held out; live labels take the new run where it agrees better with that</source>
        <translation>编码器的权重，或某次运行的网络：后者会被微调，也会学习此后所画的内容。每五张图像中有一张的所画内容被留出；若新的运行与之更一致，实时标签就采用它</translation>
    </message>
    <message>
        <source>Encoder weights</source>
        <translation>编码器权重</translation>
    </message>
    <message>
        <source>Networks of %1</source>
        <translation>%1 的网络</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::StartPage</name>
    <message>
        <source>Turns tags of photos into segmentation masks.</source>
        <translation>把照片的标签变成分割掩膜。</translation>
    </message>
    <message>
        <source>New project from a folder of photos…</source>
        <translation>从照片文件夹新建项目…</translation>
    </message>
    <message>
        <source>With tags.csv, one sub-folder a class, keywords in the photos, a VOC or COCO data set, or no tags yet. Or drop the folder on this window. Photos stay where they are.</source>
        <translation>可含 tags.csv、按类别分的子文件夹、照片内的关键词、VOC 或 COCO 数据集，也可以还没有标签。或将文件夹拖到此窗口。照片留在原处。</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>A folder whose name ends in .penumbra.</source>
        <translation>名称以 .penumbra 结尾的文件夹。</translation>
    </message>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Small scenes that Penumbra draws itself, to try everything without photos of your own.</source>
        <translation>由 Penumbra 自己绘制的小场景，无需自己的照片即可试用全部功能。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Opened lately&lt;/b&gt;</source>
        <translation>&lt;b&gt;最近打开&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Take out of the list</source>
        <translation>从列表中移除</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::StatusStrip</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Jobs and log</source>
        <translation>任务和日志</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source> (paused)</source>
        <translation>（已暂停）</translation>
    </message>
    <message>
        <source> (stopping)</source>
        <translation>（正在停止）</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::SwipeHandle</name>
    <message>
        <source>Border between the two layers</source>
        <translation>两个图层的分界线</translation>
    </message>
    <message>
        <source>Drag to see more of one layer; Left and Right move it, too</source>
        <translation>拖动以查看更多某一图层；左右键也可移动</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TableColumns</name>
    <message>
        <source>Usual columns</source>
        <translation>默认列</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TagPanel</name>
    <message>
        <source>Tags of the selected images</source>
        <translation>选中图像的标签</translation>
    </message>
    <message>
        <source>Click to give the tag to all selected images, or to take it from them</source>
        <translation>点击以为所有选中的图像添加或移除该标签</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>新类别的名称</translation>
    </message>
    <message>
        <source>Enter adds the class and tags the selected images with it</source>
        <translation>按 Enter 添加类别，并为选中的图像加上该标签</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tags&lt;/b&gt;&lt;br&gt;Select images to see and change theirs.</source>
        <translation>&lt;b&gt;标签&lt;/b&gt;&lt;br&gt;选择图像以查看和更改其标签。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tags of %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;%1的标签&lt;/b&gt;</translation>
    </message>
    <message>
        <source>one image</source>
        <translation>一张图像</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>&lt;br&gt;%1 not tagged yet</source>
        <translation>&lt;br&gt;%1 张尚无标签</translation>
    </message>
    <message>
        <source>Classes: names, colours, keys, order</source>
        <translation>类别：名称、颜色、按键、顺序</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>  (proposed for %1)</source>
        <translation>（建议 %1）</translation>
    </message>
    <message>
        <source>%1 is a class now</source>
        <translation>%1 现在是类别</translation>
    </message>
    <message>
        <source>Add it to the %1 images that it is proposed for</source>
        <translation>添加到建议的 %1 张图像</translation>
    </message>
    <message>
        <source>Refuse it for these %1 images</source>
        <translation>对这 %1 张图像拒绝</translation>
    </message>
    <message>
        <source>Show the images with this tag</source>
        <translation>显示带有此标签的图像</translation>
    </message>
    <message>
        <source>Change the class…</source>
        <translation>更改类别…</translation>
    </message>
    <message>
        <source>Classes…</source>
        <translation>类别…</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ThumbnailDelegate</name>
    <message>
        <source>can&apos;t be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TidyPanel</name>
    <message>
        <source>Area of the largest hole that is filled</source>
        <translation>被填充的最大孔洞面积</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Specks of fewer pixels go</source>
        <translation>像素更少的斑点会被去除</translation>
    </message>
    <message>
        <source>By how much it grows or shrinks</source>
        <translation>扩张或收缩的量</translation>
    </message>
    <message>
        <source>Radius of the smoothing</source>
        <translation>平滑半径</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Remove specks</source>
        <translation>去除斑点</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>扩张</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>收缩</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolActions</name>
    <message>
        <source>Swap with the last class</source>
        <translation>与上一个类别交换</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>查找类别</translation>
    </message>
    <message>
        <source>Class with the key %1</source>
        <translation>按键 %1 的类别</translation>
    </message>
    <message>
        <source>Smaller brush or superpixels</source>
        <translation>缩小画笔或超像素</translation>
    </message>
    <message>
        <source>Larger brush or superpixels</source>
        <translation>放大画笔或超像素</translation>
    </message>
    <message>
        <source>Fill holes of the class</source>
        <translation>填充该类别的孔洞</translation>
    </message>
    <message>
        <source>Remove specks of the class</source>
        <translation>去除该类别的斑点</translation>
    </message>
    <message>
        <source>Grow the class</source>
        <translation>扩张该类别</translation>
    </message>
    <message>
        <source>Shrink the class</source>
        <translation>收缩该类别</translation>
    </message>
    <message>
        <source>Smooth borders</source>
        <translation>平滑边界</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>手形</translation>
    </message>
    <message>
        <source>Look without editing; a drag pans</source>
        <translation>只看不编辑；拖动平移</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Paint the class. Ctrl+wheel changes the size; Alt and a click pick the class under the cursor</source>
        <translation>绘制类别。Ctrl+滚轮更改大小；Alt 加点击拾取光标下的类别</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮</translation>
    </message>
    <message>
        <source>Paint background, or ignore</source>
        <translation>绘制背景或忽略</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>多边形</translation>
    </message>
    <message>
        <source>Click the corners; Enter or a double click closes it, Backspace takes back a corner</source>
        <translation>点击各角点；Enter 或双击闭合，退格键撤回一个角点</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw round an area to fill it</source>
        <translation>圈出一个区域以填充</translation>
    </message>
    <message>
        <source>Flood fill</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Fill the area of similar colour that you click</source>
        <translation>填充所点击的相近颜色区域</translation>
    </message>
    <message>
        <source>Superpixels</source>
        <translation>超像素</translation>
    </message>
    <message>
        <source>Paint over pieces of similar colour</source>
        <translation>涂过颜色相近的小块</translation>
    </message>
    <message>
        <source>Take from a layer</source>
        <translation>从图层取用</translation>
    </message>
    <message>
        <source>Click a region of another layer to take it over</source>
        <translation>点击另一图层的区域以取用</translation>
    </message>
    <message>
        <source>CRF here</source>
        <translation>在此用 CRF</translation>
    </message>
    <message>
        <source>Drag a rectangle: the labels in it move to the edges of the photo</source>
        <translation>拖出矩形：其中的标签会贴合照片边缘</translation>
    </message>
    <message>
        <source>Replace a class</source>
        <translation>替换类别</translation>
    </message>
    <message>
        <source>Click a region to give it the current class</source>
        <translation>点击区域以赋予当前类别</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolBar</name>
    <message>
        <source>The class that is painted. Click or press / to find another, X for the one before, its key for each</source>
        <translation>正在绘制的类别。点击或按 / 查找其他类别，X 为上一个，或按其按键</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>Radius of the brush ([ and ], Ctrl+wheel)</source>
        <translation>画笔半径（[ 和 ]，Ctrl+滚轮）</translation>
    </message>
    <message>
        <source>to</source>
        <translation>为</translation>
    </message>
    <message>
        <source>What the eraser leaves</source>
        <translation>橡皮擦除后留下的内容</translation>
    </message>
    <message>
        <source>Background: nothing is there. Ignore: not to be learned from</source>
        <translation>背景：那里什么也没有。忽略：不用于学习</translation>
    </message>
    <message>
        <source>background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Size of the superpixels ([ and ])</source>
        <translation>超像素大小（[ 和 ]）</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>容差</translation>
    </message>
    <message>
        <source>How far a colour may lie from the one clicked, from 0 to 442</source>
        <translation>颜色与点击处颜色允许的差距，0 到 442</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来自</translation>
    </message>
    <message>
        <source>The layer that is taken from</source>
        <translation>取用的图层</translation>
    </message>
    <message>
        <source>score above</source>
        <translation>得分高于</translation>
    </message>
    <message>
        <source>Take where the layer&apos;s score (CAM) of the current class is high</source>
        <translation>取用图层中当前类别得分（CAM）较高之处</translation>
    </message>
    <message>
        <source>Least score</source>
        <translation>最低得分</translation>
    </message>
    <message>
        <source>The score from which on a pixel is taken</source>
        <translation>像素被取用的最低得分</translation>
    </message>
    <message>
        <source>as the current class</source>
        <translation>作为当前类别</translation>
    </message>
    <message>
        <source>Else the region keeps the class that it has in the layer</source>
        <translation>否则区域保留其在图层中的类别</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>信任</translation>
    </message>
    <message>
        <source>How far the labels are trusted</source>
        <translation>对标签的信任程度</translation>
    </message>
    <message>
        <source>How far the labels are trusted against the photo&apos;s colours, from 0.5 to 0.99</source>
        <translation>相对照片颜色对标签的信任程度，0.5 到 0.99</translation>
    </message>
    <message>
        <source>everywhere in the image</source>
        <translation>整张图像</translation>
    </message>
    <message>
        <source>All regions of the class that is clicked, not that one alone</source>
        <translation>所点击类别的所有区域，而不仅是这一个</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>The layer that is edited</source>
        <translation>正在编辑的图层</translation>
    </message>
    <message>
        <source>Where edits go: an edited layer. A new one is made at the first edit, over the layer that is named, which itself never changes</source>
        <translation>编辑的去处：一个编辑图层。首次编辑时会在所示图层之上新建一个，原图层始终不变</translation>
    </message>
    <message>
        <source>new, over %1</source>
        <translation>新建，基于 %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::ToolPointer</name>
    <message>
        <source>The superpixels of this photo are not there yet</source>
        <translation>此照片的超像素尚未就绪</translation>
    </message>
    <message>
        <source>A polygon has at least three points</source>
        <translation>多边形至少有三个点</translation>
    </message>
    <message>
        <source>Drag a rectangle over what the CRF is to refine</source>
        <translation>在要用 CRF 精化的地方拖出矩形</translation>
    </message>
    <message>
        <source>There is no other layer to take from</source>
        <translation>没有其他可取用的图层</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TrainingPage</name>
    <message>
        <source>warm-up ends</source>
        <translation>预热结束</translation>
    </message>
    <message>
        <source>segmentation on</source>
        <translation>启用分割</translation>
    </message>
    <message>
        <source>uncertain masks</source>
        <translation>不确定遮挡</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新运行</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>New run and labels</source>
        <translation>新运行和标签</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>生成标签</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source>Pause or resume the run</source>
        <translation>暂停或继续运行</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Continue the chosen run</source>
        <translation>继续所选运行</translation>
    </message>
    <message>
        <source>Estimate time and memory</source>
        <translation>估算时间和内存</translation>
    </message>
    <message>
        <source>Show all steps of the curves</source>
        <translation>显示曲线的所有步</translation>
    </message>
    <message>
        <source>Label the filtered images</source>
        <translation>为筛选出的图像生成标签</translation>
    </message>
    <message>
        <source>One run at a time: stop the one under way first</source>
        <translation>一次只能有一个运行：请先停止当前运行</translation>
    </message>
    <message>
        <source>Train on these images in the background</source>
        <translation>在后台用这些图像训练</translation>
    </message>
    <message>
        <source>%1 is trained. Nothing is drawn in the images that are held out, so live labels stay with the features of before.</source>
        <translation>%1 已训练完成。留出的图像中没有画过任何内容，因此实时标签沿用之前的特征。</translation>
    </message>
    <message>
        <source>%1 is trained, but %2% of what was drawn in images held out is labelled so, and %3% before: live labels stay as they are.</source>
        <translation>%1 已训练完成，但留出图像中所画的内容只有 %2% 得到了相同的标签，此前为 %3%：实时标签保持不变。</translation>
    </message>
    <message>
        <source>%1 is trained: %2% of what was drawn in images held out is labelled so, instead of %3%. Live reads photos with it from its next start.</source>
        <translation>%1 已训练完成：留出图像中所画的内容有 %2% 得到了相同的标签，此前为 %3%。下次开启实时时将用它读取照片。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::TrainingRun</name>
    <message>
        <source>Run %1</source>
        <translation>运行 %1</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WarningSign</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WayStrip</name>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Instant labels</source>
        <translation>即时标签</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Next: add photos.</source>
        <translation>下一步：添加照片。</translation>
    </message>
    <message>
        <source>Next: tag some photos: select them and click tags on the right.</source>
        <translation>下一步：为一些照片加标签：选中后点击右侧的标签。</translation>
    </message>
    <message>
        <source>Next: label all images at once. Needs encoder weights: Train says where they come from.</source>
        <translation>下一步：一次为所有图像生成标签。需要编码器权重：“训练”中说明其来源。</translation>
    </message>
    <message>
        <source>Next: train on the tags; it runs in the background.</source>
        <translation>下一步：用标签训练；在后台运行。</translation>
    </message>
    <message>
        <source>Next: train on the tags. Needs encoder weights: Train says where they come from.</source>
        <translation>下一步：用标签训练。需要编码器权重：“训练”中说明其来源。</translation>
    </message>
    <message>
        <source>Next: look at labels, uncertain regions and truth.</source>
        <translation>下一步：查看标签、不确定区域和真值。</translation>
    </message>
    <message>
        <source>Next: write the masks for other programs.</source>
        <translation>下一步：写出供其他程序使用的掩膜。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>All steps were taken once.</source>
        <translation>所有步骤都已做过一次。</translation>
    </message>
    <message>
        <source>%1 of %2 photos are tagged.</source>
        <translation>%2 张照片中有 %1 张带标签。</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Next: correct labels by hand: take a tool beside the photo, B for the brush.</source>
        <translation>下一步：手工修正标签：在照片旁选择工具，B 为画笔。</translation>
    </message>
    <message>
        <source>Next: review the images that most need you; each says why.</source>
        <translation>下一步：审核最需要人工处理的图像；每张都说明原因。</translation>
    </message>
    <message>
        <source>Next: label all images at once, without training; each stroke then corrects them all.</source>
        <translation>下一步：无需训练，立即标注所有图像；之后每一笔都会修正所有图像。</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WeightsField</name>
    <message>
        <source>Choose encoder weights</source>
        <translation>选择编码器权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>none: drop or choose a file</source>
        <translation>无：拖入或选择文件</translation>
    </message>
    <message>
        <source>Where do weights come from?</source>
        <translation>权重从哪里来？</translation>
    </message>
    <message>
        <source>Without weights the encoder learns from nothing, which takes far longer.</source>
        <translation>没有权重时编码器从零学习，耗时长得多。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有这个文件。</translation>
    </message>
    <message>
        <source>%1 encoder, trained on %2. Licence: %3.</source>
        <translation>%1 编码器，训练于 %2。许可：%3。</translation>
    </message>
    <message>
        <source>Not among the known weights: timm, DeiT and DINO names are understood.</source>
        <translation>不在已知权重之列：支持 timm、DeiT 和 DINO 的命名。</translation>
    </message>
    <message>
        <source>Weights of a vision transformer in timm, DeiT or DINO names (.safetensors, .pth). Nothing in a .pth file is run.</source>
        <translation>采用 timm、DeiT 或 DINO 命名的视觉 Transformer 权重（.safetensors、.pth）。.pth 文件中的任何内容都不会被执行。</translation>
    </message>
    <message>
        <source>Comes with Penumbra</source>
        <translation>随 Penumbra 提供</translation>
    </message>
    <message>
        <source>Fetch and use</source>
        <translation>获取并使用</translation>
    </message>
</context>
<context>
    <name>penumbra::ui::WeightsPopover</name>
    <message>
        <source>Order of the queue</source>
        <translation>队列顺序</translation>
    </message>
    <message>
        <source>What comes first</source>
        <translation>优先顺序</translation>
    </message>
    <message>
        <source>Second looks</source>
        <translation>复查</translation>
    </message>
    <message>
        <source>Of reviewed images</source>
        <translation>占已审核图像</translation>
    </message>
    <message>
        <source>This share of reviewed images comes back later, so that you see how often you still agree. 0%: none.</source>
        <translation>这一比例的已审核图像稍后会再次出现，以便了解判断的一致性。0%：没有。</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>As in a new project</source>
        <translation>与新项目相同</translation>
    </message>
</context>
</TS>
