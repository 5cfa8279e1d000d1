# The parts of OpenCV 4 that are asked for, as targets opencv_<part>. Debian ships OpenCV's own CMake
# files only with libopencv-dev, which brings every part and VTK with it.
find_path(OpenCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4)
set(opencv_needs OpenCV_INCLUDE_DIR)
foreach(part ${OpenCV_FIND_COMPONENTS})
  find_library(OpenCV_${part} opencv_${part})
  list(APPEND opencv_needs OpenCV_${part})
endforeach()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCV REQUIRED_VARS ${opencv_needs})

foreach(part ${OpenCV_FIND_COMPONENTS})
  if(OpenCV_FOUND AND NOT TARGET opencv_${part})
    add_library(opencv_${part} UNKNOWN IMPORTED)
    set_target_properties(opencv_${part} PROPERTIES
      IMPORTED_LOCATION ${OpenCV_${part}}
      INTERFACE_INCLUDE_DIRECTORIES ${OpenCV_INCLUDE_DIR})
  endif()
endforeach()
