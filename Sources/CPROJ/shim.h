// PROJ: geodesics on an ellipsoid (geodesic.h) and transformations of coordinates (proj.h).
#include <geodesic.h>
#include <proj.h>
